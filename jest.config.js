/** Unit, engine and package tests: no n8n server, no browser. */
module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	runtime: '<rootDir>/test/harness/runtime.js',
	// Jest leaves one core to others; the tests wait a lot.
	maxWorkers: '100%',
	// A bound for what hangs: some tests make thousands of calls, and machines differ.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.playground/'],
	setupFilesAfterEnv: ['<rootDir>/test/harness/restoreHttp.js'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, sourceMaps: 'inline' },
		],
	},
};
