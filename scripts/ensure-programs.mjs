// Finds programs that some tests need beside Node, or installs Debian's, which takes root:
// ensure-programs.mjs <what> ...
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const onPath = (name) => spawnSync('which', [name]).status === 0;

const NEEDED = {
	browser: {
		debian: 'chromium',
		found: () =>
			process.env.CHROMIUM_PATH || ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
		otherwise: 'A Chromium is needed: install one, or name it in CHROMIUM_PATH.',
	},
	faketime: {
		debian: 'libfaketime',
		found: () =>
			readdirSync('/usr/lib').some((folder) =>
				existsSync(`/usr/lib/${folder}/faketime/libfaketimeMT.so.1`),
			),
		otherwise: 'libfaketime is needed below /usr/lib, to give n8n a clock of its own.',
	},
	haproxy: {
		debian: 'haproxy',
		found: () => onPath('haproxy'),
		otherwise: 'HAProxy is needed: install it so that `haproxy` is found.',
	},
	postgresql: {
		debian: 'postgresql',
		// Debian keeps the programs of each version in a folder of their own.
		found: () => onPath('initdb') || existsSync('/usr/lib/postgresql'),
		otherwise: 'A PostgreSQL server is needed: install one so that `initdb` is found.',
	},
	redis: {
		debian: 'redis-server',
		found: () => onPath('redis-server'),
		otherwise: 'A Redis is needed: install one so that `redis-server` is found.',
	},
	ruby: {
		debian: 'ruby ruby-liquid ruby-activesupport ruby-faraday ruby-httparty ruby-rest-client',
		found: () =>
			spawnSync('ruby', [
				'-e',
				'require "liquid"; %w[active_support faraday httparty rest-client].each { |gem| require gem }',
			]).status === 0,
		otherwise:
			'Ruby is needed, with the gems liquid, activesupport, faraday, httparty and rest-client.',
	},
};

for (const what of process.argv.slice(2)) {
	const { debian, found, otherwise } = NEEDED[what];
	if (found()) continue;
	console.log(`Installing ${debian} for the tests ...`);
	const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
	spawnSync('apt-get', ['update', '-qq'], quiet);
	spawnSync('apt-get', ['install', '-y', '-qq', ...debian.split(' ')], quiet);
	if (!found()) {
		console.error(otherwise);
		process.exit(1);
	}
}
