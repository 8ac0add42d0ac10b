import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export interface Received {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
	/** Counts the requests of this receiver, from 1. */
	number: number;
}

/** A status; or nothing at all, or the end of the connection; or all that an answer can have. */
export type Script =
	| number
	| 'silence'
	| 'cut'
	| { status: number; headers?: Record<string, string>; body?: string };

/** A receiver that answers as a test tells it to. */
export interface ScriptedReceiver {
	/** Scheme, host and port. */
	origin: string;
	received: Received[];
	/** What is answered; may be replaced at any time. */
	script: (request: Received) => Script;
	/** Resolves when this many requests have come in. */
	until(count: number): Promise<void>;
	close(): Promise<void>;
}

/** Starts a receiver on a free port. */
export async function startScripted(
	script: ScriptedReceiver['script'] = () => 200,
): Promise<ScriptedReceiver> {
	let onRequest = () => {};
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const number = receiver.received.length + 1;
			const received = { method, url, headers, body, number };
			receiver.received.push(received);
			play(receiver.script(received), response);
			onRequest();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const receiver: ScriptedReceiver = {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: [],
		script,
		until: async (count) => {
			while (receiver.received.length < count) {
				await new Promise<void>((resolve) => (onRequest = resolve));
			}
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
	return receiver;
}

function play(script: Script, response: ServerResponse): void {
	if (script === 'silence') return;
	if (script === 'cut') {
		response.destroy();
		return;
	}
	const { status, headers, body } =
		typeof script === 'number' ? { status: script, headers: {}, body: '' } : script;
	response.writeHead(status, headers).end(body);
}
