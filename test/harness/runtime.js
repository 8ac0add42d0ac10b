/**
 * Jest's runtime, but for n8n's own packages: they are loaded once in each worker instead of once in
 * each test file, where they take three seconds. Our modules stay new for each file.
 */
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { default: JestRuntime } = require('jest-runtime');

const SHARED = /^(n8n-core|n8n-workflow|fastify|fast-check|liquidjs)$/;

// n8n-core writes its settings below the user folder when it is first used; keep it out of $HOME.
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache');
process.env.N8N_USER_FOLDER = join(CACHE, 'n8n-test', process.env.JEST_WORKER_ID ?? '1');
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_ENCRYPTION_KEY = 'not-a-secret-only-for-tests';

module.exports = class Runtime extends JestRuntime {
	constructor(config, environment, ...rest) {
		super(config, environment, ...rest);
		// Jest gives a file a copy; what a test sets there, n8n's packages have to see.
		environment.global.process.env = process.env;
	}

	requireModuleOrMock(from, name) {
		return SHARED.test(name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
	}
};
