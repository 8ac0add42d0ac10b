import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow, type IDataObject, type INode } from 'n8n-workflow';

import { additionalData, credentialReferences, nodeTypes, PACKAGE } from '../harness/n8n';

/** What n8n's HTTP Request node does with a credential: the older of n8n's two ways to send. */

const reached: string[] = [];
const server = (answer: (url: string) => [number, Record<string, string>]) =>
	createServer((request, response) => {
		reached.push(`${request.headers.host} ${request.headers.authorization}`);
		response.writeHead(...answer(request.url!)).end('{}');
	});
const own = server((url) => (url === '/moved' ? [302, { location: addressOf(other) }] : [200, {}]));
const other = server(() => [200, {}]);
const addressOf = (of: Server) => `http://127.0.0.1:${(of.address() as AddressInfo).port}`;

beforeAll(async () => {
	for (const each of [own, other]) {
		await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
	}
});
beforeEach(() => void (reached.length = 0));
afterAll(() => [own, other].forEach((each) => each.close()));

function contextOfNode(): ExecuteContext {
	const credentials = {
		brazeApi: { instance: 'custom', customUrl: addressOf(own), apiKey: 'a-key' },
	};
	const node: INode = {
		...{
			id: 'it',
			name: 'It',
			type: `${PACKAGE}.braze`,
			typeVersion: 1,
			position: [0, 0] as [number, number],
		},
		parameters: {},
		credentials: credentialReferences(credentials),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const input = { main: [[{ json: {} }]] };
	return new ExecuteContext(
		workflow,
		node,
		additionalData(credentials),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
}

async function request(uri: string, more: IDataObject = {}): Promise<unknown> {
	const context = contextOfNode();
	const followed = { followRedirect: true, followAllRedirects: true };
	const options = { uri, method: 'GET' as const, ...followed, ...more };
	return await context.helpers.requestWithAuthentication.call(context, 'brazeApi', options);
}

test('takes the key to its own server', async () => {
	await request(`${addressOf(own)}/segments/list`);
	expect(reached).toEqual([`${addressOf(own).slice(7)} Bearer a-key`]);
});

test('takes it to no other server', async () => {
	await expect(request(addressOf(other))).rejects.toThrow(/This credential is for .* only/);
	expect(reached).toEqual([]);
});

test('takes it to no other server for the next page', async () => {
	const context = contextOfNode();
	const pages = {
		continue: true,
		request: {
			url: `={{ $pageCount === 0 ? '${addressOf(own)}/one' : '${addressOf(other)}/two' }}`,
		},
		requestInterval: 0,
	};
	const first = { uri: `${addressOf(own)}/one`, method: 'GET' as const };
	await expect(
		context.helpers.requestWithAuthenticationPaginated.call(context, first, 0, pages, 'brazeApi'),
	).rejects.toThrow(/This credential is for .* only/);
	expect(reached).toEqual([`${addressOf(own).slice(7)} Bearer a-key`]);
});

test('takes it nowhere after a redirect', async () => {
	await request(`${addressOf(own)}/moved`).catch(() => undefined);
	expect(reached).toEqual([`${addressOf(own).slice(7)} Bearer a-key`]);
});

test.each([
	['Proxy', () => ({ proxy: addressOf(other) })],
	['Ignore SSL Issues', () => ({ rejectUnauthorized: false })],
	['Ignore SSL Issues', () => ({ skipSslCertificateValidation: true })],
])('takes it past nobody who could read it: %s', async (option, more) => {
	await expect(request(`${addressOf(own)}/segments/list`, more())).rejects.toThrow(
		`The option '${option}' would let others read the key`,
	);
	expect(reached).toEqual([]);
});
