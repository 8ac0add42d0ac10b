/**
 * Jest's runtime with three savings, which halve the time of all tests together. Nothing of ours is
 * shared: our modules stay new for each test file.
 */
const asyncHooks = require('node:async_hooks');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const vm = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

/** Packages that a worker loads once instead of once in each test file, where n8n's take three seconds. */
const SHARED = /^(n8n-core|n8n-workflow|fastify|fast-check)$/;

// n8n-core writes its settings below the user folder when it is first used; keep it out of $HOME.
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache');
process.env.N8N_USER_FOLDER = join(CACHE, 'n8n-test', process.env.JEST_WORKER_ID ?? '1');
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_ENCRYPTION_KEY = 'not-a-secret-only-for-tests';

/**
 * Jest compiles each module anew in each test file. V8 keeps what it has compiled of a script, not
 * of a function: so a module is compiled as a script, once in each worker, and run in the file's context.
 */
const scripts = new Map();
vm.compileFunction = (code, parameters, { filename, parsingContext }) => {
	const key = `${filename}\n${parameters.join()}\n${code}`;
	let script = scripts.get(key);
	if (!script) {
		script = new vm.Script(`(function (${parameters.join()}) {${code}\n})`, { filename });
		scripts.set(key, script);
	}
	return script.runInContext(parsingContext);
};

/**
 * Each test file makes async storages, Jest's own included, and Node goes through all that were ever
 * used at each promise: those of a file are taken out when it ends.
 */
const storages = new Set();
asyncHooks.AsyncLocalStorage = class extends asyncHooks.AsyncLocalStorage {
	constructor(...options) {
		super(...options);
		storages.add(this);
	}
};

module.exports = class Runtime extends JestRuntime {
	constructor(config, environment, ...rest) {
		super(config, environment, ...rest);
		// Jest gives a file a copy; what a test sets there, n8n's packages have to see.
		environment.global.process.env = process.env;
	}

	requireModuleOrMock(from, name) {
		return SHARED.test(name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
	}

	teardown() {
		// Those of shared packages switch themselves on again when they are used.
		for (const storage of storages) storage.disable();
		return super.teardown();
	}
};
