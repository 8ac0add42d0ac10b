import { once } from 'node:events';
import {
	Agent as HttpAgent,
	request as httpRequest,
	type ClientRequest,
	type IncomingHttpHeaders,
	type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import type { Clock } from './clock';

/** A request as it goes on the wire. */
export interface Call {
	method: string;
	url: string;
	headers: Record<string, string>;
	body?: string;
}

/** What became of a call: a status with the answer, or the reason why there is none. */
export interface Reply {
	status?: number;
	headers: IncomingHttpHeaders;
	/** The beginning of the answer. */
	body: string;
	error?: string;
	/** Real milliseconds, with fractions. */
	tookMs: number;
}

/** How much of an answer is kept. */
const KEPT_CHARACTERS = 10_000;

/** A receiver lives in real time: however fast the clock runs, it is given this long. */
const LEAST_REAL_MS = 1_000;

/**
 * n8n ends a connection that is idle for five seconds, also while a call is on its way that it was too busy
 * to read. So an idle one is ended before.
 */
const KEPT = { keepAlive: true, timeout: 2_000 };

/** Calls receivers as the vendors do: connections are kept, redirects are not followed. */
export class HttpClient {
	private readonly agents = {
		'http:': new HttpAgent(KEPT),
		'https:': new HttpsAgent(KEPT),
	};

	/** @param limitMs documented time in which the whole answer must have come */
	constructor(
		private readonly clock: Clock,
		private readonly limitMs: number,
	) {}

	/** Sends a call. Never throws: a call that cannot be sent is an error of the reply. */
	async send(call: Call): Promise<Reply> {
		const start = performance.now();
		const answer = await this.exchange(call);
		return { ...answer, tookMs: performance.now() - start };
	}

	/** Ends all connections. */
	close(): void {
		for (const agent of Object.values(this.agents)) agent.destroy();
	}

	private async exchange(call: Call): Promise<Omit<Reply, 'tookMs'>> {
		let cancelLimit = () => {};
		let isLate = false;
		try {
			const request = this.open(call);
			// Those that come after the answer has begun are found while it is read.
			request.on('error', () => {});
			cancelLimit = this.clock.schedule(this.limit(), () => {
				isLate = true;
				request.destroy();
			});
			request.end(call.body);
			const [response] = (await once(request, 'response')) as [IncomingMessage];
			const body = await beginningOf(response);
			return { status: response.statusCode, headers: response.headers, body };
		} catch (error) {
			const late = `No answer within ${this.limitMs / 1_000} s`;
			return { headers: {}, body: '', error: isLate ? late : wordsFor(error as Error) };
		} finally {
			cancelLimit();
		}
	}

	private open({ method, url, headers, body }: Call): ClientRequest {
		const target = new URL(url);
		const secure = target.protocol === 'https:';
		const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
		return (secure ? httpsRequest : httpRequest)(target, {
			method,
			headers: { ...asUtf8(headers), ...length },
			agent: this.agents[secure ? 'https:' : 'http:'],
		});
	}

	private limit(): number {
		return Math.max(this.limitMs, LEAST_REAL_MS * this.clock.scale);
	}
}

/** Node writes headers as latin1, and vendors write the bytes of UTF-8. */
function asUtf8(headers: Call['headers'] = {}): Record<string, string> {
	const entries = Object.entries(headers);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
	);
}

/** Reads an answer to its end and returns how it begins. */
async function beginningOf(response: IncomingMessage): Promise<string> {
	const isZipped = response.headers['content-encoding'] === 'gzip';
	const text = isZipped ? pipeline(response, createGunzip(), () => {}) : response;
	text.setEncoding('utf8');
	let beginning = '';
	for await (const chunk of text) {
		if (beginning.length < KEPT_CHARACTERS) beginning += String(chunk);
	}
	return beginning.slice(0, KEPT_CHARACTERS);
}

/** The system's short name of a broken connection, as ECONNRESET; a sentence for all else. */
function wordsFor(error: NodeJS.ErrnoException): string {
	const { code = '', message } = error;
	return /^E[A-Z]+$/.test(code) ? code : message;
}
