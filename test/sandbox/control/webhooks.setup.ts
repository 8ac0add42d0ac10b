import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { callControl, type Json } from '../http';

export let sandbox: Sandbox;

/** How the receiver answers: with these statuses, then with 200, once what it does with an event is done. */
export const receiving = {
	statuses: [] as number[],
	/** What a 200 says. */
	words: 'fine',
	onEvent: (async () => undefined) as (event: Json) => Promise<unknown>,
};
const receiver = createServer((request: IncomingMessage, response: ServerResponse) => {
	let body = '';
	request.on('data', (chunk) => (body += String(chunk)));
	request.on('end', () => {
		const status = request.method === 'GET' ? 200 : (receiving.statuses.shift() ?? 200);
		const taken =
			status === 200 && body !== '' ? receiving.onEvent(JSON.parse(body) as Json) : undefined;
		const answer =
			status === 200 ? receiving.words : `{"message":"no ${status}","token":"of somebody"}`;
		void Promise.resolve(taken).finally(() => response.writeHead(status).end(answer));
	});
});
export const receiverUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;

beforeAll(async () => {
	sandbox = await startSandbox();
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await sandbox.close();
	receiver.closeAllConnections();
	receiver.close();
});
beforeEach(() => {
	sandbox.reset();
	Object.assign(receiving, { statuses: [], words: 'fine', onEvent: async () => undefined });
});

export const control = async (method: string, path: string, body?: unknown) => {
	const answer = await callControl(sandbox, method, path, body);
	return { status: answer.status, body: answer.body as Json };
};
const WEBHOOK = { name: 'Mine', endPoint: '/hook', events: ['guest', 'reward'] };
export const register = async (given: Json = {}) =>
	await control('POST', '/webhooks', { ...WEBHOOK, baseUrl: receiverUrl(), ...given });
export const deliveries = async (query = '') =>
	(await control('GET', `/deliveries${query}`)).body as { total: number; items: Json[] };
