import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

import { ROOT } from '../../playground/paths';
import {
	composed as services,
	composedSettings,
	readQueueModeFile as read,
} from '../drills/queue/composed';
import { VERSIONS } from '../matrix/versions';

const { main, webhook, worker, redis } = services;

test('all processes of n8n have the image that is built here, and the settings of queue mode', () => {
	expect(main.build).toBe('.');
	for (const { image, environment } of [main, webhook, worker]) {
		expect(image).toBe(main.image);
		expect(environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: 'redis',
			DB_POSTGRESDB_HOST: 'postgres',
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		});
	}
	expect([webhook.command, worker.command]).toEqual(['webhook', expect.stringMatching(/^worker/)]);
});

/** What n8n itself asks the environment for, and what is new in the settings of n8n 2.40. */
const READ_ELSEWHERE = [
	'OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS',
	'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE',
];

test('n8n knows every setting', () => {
	const folder = join(ROOT, 'node_modules', '@n8n', 'config', 'dist');
	const known = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/Env\)\('(\w+)'/g)])
		.map(([, name]) => name);
	const set = [main, webhook, worker].flatMap(({ environment = {} }) => Object.keys(environment));
	for (const name of set) expect([...known, ...READ_ELSEWHERE]).toContain(name);
});

test('what the drill fills in is all that has to be', () => {
	const filled = { N8N_HOST: 'n8n.example.com', N8N_ENCRYPTION_KEY: 'key', POSTGRES_PASSWORD: 'p' };
	expect(composedSettings('worker', filled)).toMatchObject({
		N8N_ENCRYPTION_KEY: 'key',
		N8N_WEBHOOK_URL: 'https://n8n.example.com/',
		DB_POSTGRESDB_PASSWORD: 'p',
		GENERIC_TIMEZONE: 'America/New_York',
	});
	expect(composedSettings('main', filled)).toMatchObject({
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	});
	expect(() => composedSettings('webhook', {})).toThrow('compose.yaml needs N8N_ENCRYPTION_KEY');
});

test('all processes of n8n are asked where n8n says whether it is ready', () => {
	for (const { healthcheck } of [main, webhook, worker]) {
		expect(healthcheck?.test.slice(0, 3)).toEqual(['CMD', 'node', '-e']);
		expect(healthcheck?.test[3]).toContain('http://127.0.0.1:5678/healthz/readiness');
		expect(() => new Script(healthcheck!.test[3])).not.toThrow();
	}
});

test('the image has this version of the package, and an n8n that was tried', () => {
	const dockerfile = read('Dockerfile');
	const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	expect(dockerfile).toContain(`${name}@${version}\n`);
	expect(Object.keys(VERSIONS)).toContain(/^FROM .*n8n:(.+)$/m.exec(dockerfile)?.[1]);
});

test.each(Object.entries(services))(
	'%s says whether it is well, is started again, and waits for what it needs',
	(_name, { restart, healthcheck, depends_on: needs = {} }) => {
		expect(restart).toBe('unless-stopped');
		expect(healthcheck?.test[0]).toMatch(/^CMD/);
		for (const part of healthcheck!.test) expect(typeof part).toBe('string');
		for (const [need, { condition }] of Object.entries(needs)) {
			expect(Object.keys(services)).toContain(need);
			expect(condition).toBe('service_healthy');
		}
	},
);

test('Redis keeps its jobs, and drops none when it is full', () => {
	expect(redis.command).toContain('--appendonly yes');
	expect(redis.command).toContain('--maxmemory-policy noeviction');
});

test('Production URLs go to the processes that take webhooks, and no call to two of them', () => {
	const conf = read('nginx.conf');
	const [, paths, block] = /location ~ (\S+) \{([^}]+)\}/.exec(conf)!;
	expect('/webhook/1a2b3c/punchh').toMatch(new RegExp(paths));
	expect('/webhook-test/1a2b3c/punchh').not.toMatch(new RegExp(paths));
	expect(conf).toMatch(/set \$webhooks webhook;/);
	expect(block).toMatch(/proxy_pass http:\/\/\$webhooks:5678;/);
	expect(block).toMatch(/proxy_next_upstream off;/);
});

test('no place of the proxy has headers of its own, which would replace those of all', () => {
	const places = [...read('nginx.conf').matchAll(/location [^{]+\{([^}]+)\}/g)];
	expect(places).toHaveLength(2);
	for (const [, block] of places) expect(block).not.toContain('proxy_set_header');
});

test('what has to be filled in is in the example of the file', () => {
	const names = [...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
	const given = [...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
	expect(given.sort()).toEqual([...new Set(names)].sort());
});
