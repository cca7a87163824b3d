// The built package in the engine of another n8n: tools/compat.mjs says where it is, and with which Node.js.
const engine = process.env.N8N_ENGINE;
if (!engine) throw new Error('Run `npm run test:compat`');

/** @type {import('jest').Config} */
module.exports = {
	...require('./jest.config.js'),
	roots: ['<rootDir>/test/nodes'],
	setupFiles: ['<rootDir>/test/support/olderEngine.ts'],
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow)$': `${engine}/node_modules/$1`,
		'^\\.\\./\\.\\./((nodes|credentials)/.*)$': '<rootDir>/dist/$1',
	},
	// The types are those of today's engine; `npm test` has checked them.
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }] },
	maxWorkers: 2,
	// The server of the engine's older axios is kept alive for as long as the process.
	forceExit: true,
};
