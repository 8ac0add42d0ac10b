import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

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
	/** Real milliseconds. */
	tookMs: number;
}

/** How much of an answer is kept. */
const KEPT_CHARACTERS = 10_000;

/** A receiver lives in real time: however fast the clock runs, it is given this long. */
const LEAST_REAL_MS = 1_000;

/** Calls receivers as the vendors do: connections are kept, redirects are not followed. */
export class HttpClient {
	private readonly agents = {
		'http:': new HttpAgent({ keepAlive: true }),
		'https:': new HttpsAgent({ keepAlive: true }),
	};

	/** @param limitMs documented time in which the whole answer must have come */
	constructor(
		private readonly clock: Clock,
		private readonly limitMs: number,
	) {}

	/** Sends a call. Never throws: a call that cannot be sent is an error of the reply. */
	async send(call: Call): Promise<Reply> {
		const start = performance.now();
		let cancelLimit = () => {};
		const reply = await new Promise<Omit<Reply, 'tookMs'>>((resolve) => {
			const fail = (error: string) => resolve({ headers: {}, body: '', error });
			try {
				const request = this.open(call);
				request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
				request.on('response', (response) => {
					let body = '';
					response.setEncoding('utf8');
					response.on('data', (chunk: string) => {
						if (body.length < KEPT_CHARACTERS)
							body += chunk.slice(0, KEPT_CHARACTERS - body.length);
					});
					response.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
					response.on('end', () =>
						resolve({ status: response.statusCode, headers: response.headers, body }),
					);
				});
				cancelLimit = this.clock.schedule(this.limit(), () => {
					fail(`No answer within ${this.limitMs / 1_000} s`);
					request.destroy();
				});
				request.end(call.body);
			} catch (error) {
				fail((error as Error).message);
			}
		});
		cancelLimit();
		return { ...reply, tookMs: Math.round(performance.now() - start) };
	}

	/** Ends all connections. */
	close(): void {
		for (const agent of Object.values(this.agents)) agent.destroy();
	}

	private open({ method, url, headers, body }: Call) {
		const target = new URL(url);
		const secure = target.protocol === 'https:';
		const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
		return (secure ? httpsRequest : httpRequest)(target, {
			method,
			headers: { ...headers, ...length },
			agent: this.agents[secure ? 'https:' : 'http:'],
		});
	}

	private limit(): number {
		return Math.max(this.limitMs, LEAST_REAL_MS * this.clock.scale);
	}
}
