import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { nowMs } from '../../nodes/shared/time';
import { runNode, type NodeRun } from './runNode';

/** How a server answers one request; undefined keeps the caller waiting. */
export type Answer = (
	request: { number: number; body: Record<string, IDataObject[]> },
	response: ServerResponse,
) => void;

// For the test that runs.
let server: Server;
let customUrl: string;
/** When each request came in, in milliseconds since 1970, and what it held. */
export const arrivals: Array<{ at: number; body: Record<string, IDataObject[]> }> = [];

/** A Braze whose every answer a test decides; call it once in each test. */
export async function serve(answer: Answer): Promise<void> {
	arrivals.length = 0;
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, IDataObject[]>;
			arrivals.push({ at: nowMs(), body });
			answer({ number: arrivals.length, body }, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	customUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

export function reply(response: ServerResponse, status: number, body: object, headers = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

export const SUCCESS = { message: 'success' };

export const event = (user: string | number) => ({
	external_id: String(user),
	name: 'visited',
	time: '2026-03-14T16:20:11Z',
});

/** Runs User > Track against that Braze. */
export async function track(
	items: IDataObject[],
	options: IDataObject = {},
	more: Partial<NodeRun> = {},
) {
	return await runNode({
		node: 'braze',
		credentials: { brazeApi: { instance: 'custom', customUrl, apiKey: 'a-key-of-the-test' } },
		parameters: {
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: '={{ $json }}',
			options: options as never,
		},
		items,
		onError: 'continueErrorOutput',
		...more,
	});
}
/** Items of one event each, of users who are counted from 1: nobody has the external ID 0. */
export const users = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ events: [event(index + 1)] }));
/** What became of each item. */
export const verdicts = (result: Awaited<ReturnType<typeof track>>) =>
	[...result.items, ...result.errors].map(
		({ json }) => json.verdict ?? (json.details as IDataObject).verdict,
	);
