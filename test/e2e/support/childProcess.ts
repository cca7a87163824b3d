/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// A program started by a test, with all it has printed. None outlives the test run.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
	readonly pid: number;
	/** Everything printed so far, without colours. */
	output: () => string;
	hasEnded: () => boolean;
	/** Asks it to end (SIGTERM) and waits until it has. */
	stop: () => Promise<void>;
	/** As a crash does (SIGKILL). */
	kill: () => Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export function startChild(command: string, args: string[], env: Record<string, string>): Child {
	const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
	running.add(child);
	let output = '';
	const collect = (chunk: Buffer) => (output += chunk.toString());
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const exited = once(child, 'exit').then(() => running.delete(child));
	const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
		child.kill(signal);
		await exited;
	};
	return {
		pid: child.pid ?? 0,
		// eslint-disable-next-line no-control-regex
		output: () => output.replace(/\u001b\[\d+m/g, ''),
		hasEnded: () => !running.has(child),
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
	};
}
