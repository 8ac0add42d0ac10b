import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

import { ROOT } from '../../playground/paths';
import {
	composed as services,
	composedSettings,
	readQueueModeFile as read,
} from '../drills/queue/composed';
import { withoutDocker } from '../drills/queue/proxy';
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

/** The sections of HAProxy's file, by their first line. */
const sections = Object.fromEntries(
	read('haproxy.cfg')
		.replace(/#.*$/gm, '')
		.split(/^(?=\S)/m)
		.map((section) => {
			const [name, ...lines] = section.split('\n').map((line) => line.trim());
			return [name, lines.filter((line) => line !== '')];
		}),
);

test('Production URLs go to the processes that take webhooks, what else there is to the main one', () => {
	const calls = sections['frontend calls'];
	const [, beginnings] = /^use_backend webhooks if \{ path_beg (.+) \}$/.exec(
		calls.find((line) => line.startsWith('use_backend'))!,
	)!;
	expect(beginnings.split(' ')).toEqual([
		'/webhook/',
		'/webhook-waiting/',
		'/form/',
		'/form-waiting/',
		'/mcp/',
	]);
	expect(calls).toContain('default_backend editor');
	expect(sections['backend webhooks'].at(-1)).toMatch(/^server-template webhook \d+ webhook:5678 /);
	expect(sections['backend editor'].at(-1)).toBe('server main main:5678');
});

test('the proxy asks each process whether it is ready, and hands no call over twice', () => {
	const webhooks = sections['backend webhooks'];
	expect(webhooks).toContain('option httpchk GET /healthz/readiness');
	expect(webhooks).toContainEqual(expect.stringMatching(/^default-server .*init-state down$/));
	expect(webhooks.at(-1)).toMatch(/ check inter 1s fastinter 250ms fall 2 /);
	expect(webhooks).toContainEqual(
		expect.stringMatching(/^http-response return status 503 .*"n8n is starting up. Please wait"/),
	);
	// Handed over again only where it could not be handed over: HAProxy's default, conn-failure.
	expect(JSON.stringify(sections)).not.toContain('retry-on');
});

test('the drill leaves nothing of Docker in the file', () => {
	const here = withoutDocker(read('haproxy.cfg'), 8080, 5679);
	expect(here).toContain('bind 127.0.0.1:8080\n');
	expect(here.match(/127\.0\.0\.1:5679/g)).toHaveLength(2);
	expect(here).not.toMatch(/resolvers|docker|:5678|:80\n/);
});

test('what has to be filled in is in the example of the file', () => {
	const names = [...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
	const given = [...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
	expect(given.sort()).toEqual([...new Set(names)].sort());
});
