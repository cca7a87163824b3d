/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// The loopback API as a process of its own, for benchmarks and for tests with several processes:
//
//     npx tsx test/support/lexware/main.ts --port 0 --policy bucket --requests 2 --window-ms 1000 --burst 2 \
//         --latency rtt150-jit20 --retry-after seconds --seed 1
//
// Prints one line of JSON, `{"url":"http://127.0.0.1:…"}`, when it is ready; ends on SIGTERM or SIGINT.
// Configured and read through `/__control/…` (control.ts).
import { parseArgs } from 'node:util';
import { isLatencyProfile } from './latency';
import { startLexware } from './server';
import { isRetryAfterForm, type QuotaSpec } from './throttle';

const policies = ['bucket', 'sliding', 'fixed', 'spacing', 'none'] as const;

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '0' },
		policy: { type: 'string', default: 'bucket' },
		requests: { type: 'string', default: '2' },
		'window-ms': { type: 'string', default: '1000' },
		burst: { type: 'string' },
		'retry-after': { type: 'string', default: 'absent' },
		'rate-limit-headers': { type: 'boolean', default: false },
		'block-after-refusal-ms': { type: 'string' },
		latency: { type: 'string', default: 'none' },
		seed: { type: 'string', default: '1' },
	},
});

function readQuota(): QuotaSpec {
	const policy = policies.find((name) => name === values.policy);
	const retryAfter = values['retry-after'];
	if (!policy) throw new Error(`--policy must be one of ${policies.join(', ')}`);
	if (!isRetryAfterForm(retryAfter)) throw new Error(`--retry-after ${retryAfter} is unknown`);
	return {
		policy,
		requests: Number(values.requests),
		windowMs: Number(values['window-ms']),
		burst: readNumber(values.burst),
		retryAfter,
		rateLimitHeaders: values['rate-limit-headers'],
		blockAfterRefusalMs: readNumber(values['block-after-refusal-ms']),
	};
}

function readNumber(text: string | undefined): number | undefined {
	return text === undefined ? undefined : Number(text);
}

async function main(): Promise<void> {
	const { latency } = values;
	if (!isLatencyProfile(latency)) throw new Error(`--latency ${latency} is unknown`);
	const lexware = await startLexware({
		port: Number(values.port),
		quota: readQuota(),
		latency,
		seed: Number(values.seed),
		control: true,
	});
	const stop = () => void lexware.close();
	process.once('SIGTERM', stop).once('SIGINT', stop);
	process.stdout.write(`${JSON.stringify({ url: lexware.url })}\n`);
}

void main();
