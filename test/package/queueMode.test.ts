import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { ROOT } from '../../playground/paths';
import { VERSIONS } from '../matrix/versions';

interface Service {
	image: string;
	build?: string;
	command?: string;
	restart?: string;
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	healthcheck?: { test: string[] };
}

const read = (file: string) => readFileSync(join(ROOT, 'docs', 'queue-mode', file), 'utf8');
const { services } = parse(read('compose.yaml'), { merge: true }) as {
	services: Record<string, Service>;
};
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
