import { createServer, type Server } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { freshEvent } from '../../../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../../../sandbox/punchh/webhooks/send';
import { TLS } from '../../../../fixtures/tls';
import type { Surroundings } from '../../../../harness/servedTrigger';
import {
	passStoringTime,
	serveTrigger,
	type ServedTrigger,
} from '../../../../harness/serveTrigger';

const event = () => freshEvent('checkin-loyalty-create-barcode');

let trigger: ServedTrigger;
let staticData: IDataObject;
const serve = async (surroundings: Surroundings = {}) => {
	staticData = {};
	const parameters = { authentication: 'none', events: ['loyalty_checkin'] };
	trigger = await serveTrigger(parameters, {}, { staticData, ...surroundings });
};
const send = async (body: unknown = event()) => (await sendEvent(trigger.url, 'none', body)).status;
afterEach(async () => await trigger.close());

const STORED = { 'node:Trigger': { seen: expect.stringMatching(/^.{17}$/) as string } };

/** Answers every call with one status, and counts them. */
const others: Server[] = [];
const answerAll = async (status: number) => {
	const calls: string[] = [];
	const server = createServer((request, response) => {
		calls.push(request.url!);
		response.writeHead(status).end();
	});
	server.on('connect', (request, socket) => {
		calls.push(request.url!);
		socket.end(`HTTP/1.1 ${status} OK\r\n\r\n`, () => socket.destroy());
	});
	others.push(server);
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	return { calls, port: (server.address() as AddressInfo).port };
};
afterEach(async () => {
	for (const server of others.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => void server.close(resolve));
	}
});

/** Lets time pass until something is so; a test that waits in vain ends by its own time-out. */
const until = async (condition: () => boolean) => {
	do await passStoringTime();
	while (!condition());
};

describe('behind a proxy for everything that n8n calls', () => {
	const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY'];
	const before = { ...process.env };
	let proxy: { calls: string[]; port: number };

	beforeEach(async () => {
		proxy = await answerAll(200);
		for (const name of NAMES) process.env[name] = `http://127.0.0.1:${proxy.port}`;
		for (const name of ['NO_PROXY', 'no_proxy']) delete process.env[name];
	});
	afterEach(() => {
		for (const name of [...NAMES, 'NO_PROXY', 'no_proxy']) {
			if (before[name] === undefined) delete process.env[name];
			else process.env[name] = before[name];
		}
	});

	test('the call of the trigger to itself does not go through it', async () => {
		await serve();
		expect(await send()).toBe(200);
		await until(() => trigger.counts.own > 0 || proxy.calls.length > 0);
		expect(proxy.calls).toEqual([]);
		await trigger.stored();
		expect(staticData).toEqual(STORED);
		expect(trigger.log).toEqual([]);
	});

	test('where n8n serves TLS by itself it does; then nothing is lost, and the log says so', async () => {
		await serve({ tls: TLS });
		const first = JSON.stringify(event());
		expect(await postOverTls(first)).toBe(200);
		await until(() => trigger.log.length > 0);
		expect(trigger.log).toEqual([expect.stringContaining('cannot store which events it has seen')]);
		expect(await postOverTls(first)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});
});

const postOverTls = async (body: string) =>
	await new Promise<number | undefined>((resolve, reject) => {
		const headers = { 'Content-Type': 'application/json' };
		const options = { method: 'POST', headers, rejectUnauthorized: false, agent: false } as const;
		httpsRequest(trigger.url, options, (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		})
			.on('error', reject)
			.end(body);
	});

test('n8n that serves TLS is reached, although its certificate is for its public name', async () => {
	await serve({ tls: TLS });
	expect(await postOverTls(JSON.stringify(event()))).toBe(200);
	await trigger.stored();
	expect(staticData).toEqual(STORED);
	expect(trigger.log).toEqual([]);
});

test.each([
	['IPv4 where n8n listens for both', { address: '::', host: '127.0.0.1' }],
	['IPv6', { address: '::1', host: '[::1]' }],
])('the address of a call that came by %s is called', async (_what, listen) => {
	await serve({ listen });
	expect(await send()).toBe(200);
	await trigger.stored();
	expect(staticData).toEqual(STORED);
	expect(trigger.log).toEqual([]);
});

describe('when something else answers it', () => {
	let status: number | undefined;
	const told = (count: number) => `something else answered its call to itself, with ${count}`;
	const serveInterrupted = async (first: number) => {
		status = first;
		await serve({ answerOwn: () => status });
	};
	const sendAndAwaitOwnCall = async () => {
		const { own } = trigger.counts;
		expect(await send()).toBe(200);
		await until(() => trigger.counts.own > own);
		for (let times = 0; times < 5; times++) await passStoringTime();
		expect(trigger.counts.own).toBe(own + 1);
	};

	test.each([200, 409, 500])('with %i, the log says so, once', async (first) => {
		await serveInterrupted(first);
		await sendAndAwaitOwnCall();
		await sendAndAwaitOwnCall();
		expect(trigger.log).toEqual([expect.stringContaining(told(first))]);
		expect(staticData).toEqual({});
	});

	test('and then no longer, all is stored, and the log would say it again', async () => {
		await serveInterrupted(500);
		await sendAndAwaitOwnCall();
		status = undefined;
		await send();
		await trigger.stored();
		expect(staticData).toEqual({ 'node:Trigger': { seen: expect.stringMatching(/^.{27}/) } });
		status = 502;
		await sendAndAwaitOwnCall();
		expect(trigger.log).toEqual([500, 502].map((given) => expect.stringContaining(told(given))));
	});

	test('as n8n does for a workflow that was unpublished meanwhile, nobody is alarmed', async () => {
		await serveInterrupted(404);
		await sendAndAwaitOwnCall();
		expect(trigger.log).toEqual([]);
		status = undefined;
		await send();
		await trigger.stored();
		expect(staticData).toEqual({ 'node:Trigger': { seen: expect.stringMatching(/^.{27}/) } });
	});
});
