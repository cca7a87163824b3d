// A copy of the checkout without the quota sharing through Redis, should n8n's reviewers not want a node to open a
// connection of its own:
//
//     node tools/withoutRedis.mjs <new folder>
//
// Takes out the files of the seam and the lines that name them; the copy builds, lints and passes the scanner as it is
// (test/package/withoutRedis.test.ts).
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder || existsSync(folder)) {
	console.error('Name a folder that does not exist yet.');
	process.exit(1);
}

const checkout = path.join(
	import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
	'..',
);
const left = ['.git', 'artifacts', 'dist', 'node_modules'];
cpSync(checkout, folder, {
	recursive: true,
	filter: (file) => !left.includes(path.relative(checkout, file).split(path.sep)[0]),
});
symlinkSync(path.join(checkout, 'node_modules'), path.join(folder, 'node_modules'), 'junction');

const files = [
	'credentials/redisFields.ts',
	'nodes/LexwareOffice/transport/redis',
	'nodes/LexwareOffice/transport/sharedQuota.ts',
	'test/bench/processes',
	'test/bench/processes.ts',
	'test/e2e/redisQuota.test.ts',
	'test/nodes/redisSharing.test.ts',
	'test/package/withoutRedis.test.ts',
	'test/transport/redisParts.test.ts',
	'test/transport/redisProcesses.test.ts',
];
for (const file of files) rmSync(path.join(folder, file), { recursive: true });

/** Where the seam is sewn on, by the names that it exports. */
const stitches = {
	'credentials/LexwareOfficePublicApi.credentials.ts': /\bredis(Fields|Option)\b/,
	'nodes/LexwareOffice/transport/sharing.ts': /\breadRedisService\b/,
};
for (const [file, name] of Object.entries(stitches)) {
	const target = path.join(folder, file);
	const lines = readFileSync(target, 'utf8').split('\n');
	writeFileSync(target, lines.filter((line) => !name.test(line)).join('\n'));
}

const manifestFile = path.join(folder, 'package.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
delete manifest.devDependencies.ioredis;
delete manifest.scripts['bench:processes'];
writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${folder}: without Redis`);
