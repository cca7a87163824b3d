// The packed tarball in a real n8n. One file after the other: each has processes of its own, and they share two cores.
/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	globalSetup: '<rootDir>/test/e2e/setUp.js',
	maxWorkers: 1,
	// Everything is waited for, and a busy machine is several times slower; what hangs says itself what was waited for.
	testTimeout: 600_000,
};
