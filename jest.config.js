/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// With a config of its own: jest.e2e.config.js.
	testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	testTimeout: 30_000,
	maxConcurrency: 12,
	// In a process of its own that is started afresh when it has grown: each file loads n8n's engine again, and the pauses
	// of a large heap are long enough to upset what is measured in time.
	workerIdleMemoryLimit: '1GB',
};
