import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

export const HOST = 'https://braze.test';

/** A second server, for runs whose credential depends on the item. */
export const OTHER_HOST = 'https://other.braze.test';

/** A key that must not show up anywhere but in the Authorization header. */
export const STUB_KEY = 'the-key-that-nobody-may-see';

/** The credential that leads to the stub. */
export const STUB_CREDENTIALS = {
	brazeApi: { instance: 'custom', customUrl: HOST, apiKey: STUB_KEY },
};

/** Credentials whose server and key are the item's own: `{ server, key }`. */
export const STUB_CREDENTIALS_OF_ITEMS = {
	brazeApi: {
		instance: 'custom',
		customUrl: '={{ $json.server }}',
		apiKey: '={{ $json.key }}',
	},
};

export interface StubRequest {
	/** Scheme and host. */
	server: string;
	method: string;
	/** Path without the query. */
	path: string;
	query: URLSearchParams;
	body: IDataObject;
	headers: Record<string, unknown>;
}

/** Status and body of an answer. */
export type StubAnswer = [status: number, body: unknown];

/**
 * Answers every call to both servers with what a function says, where the sandbox is too well-behaved.
 *
 * @returns what was asked, in order
 */
export function stubBraze(answer: (request: StubRequest, index: number) => StubAnswer) {
	const requests: StubRequest[] = [];
	const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
	for (const [server, method] of [HOST, OTHER_HOST].flatMap((one) =>
		methods.map((m) => [one, m]),
	)) {
		nock(server)
			.persist()
			.intercept(/.*/, method)
			.reply(function (uri, body) {
				const { pathname, searchParams } = new URL(uri, server);
				const request = {
					server,
					method,
					path: pathname,
					query: searchParams,
					body: body as IDataObject,
					headers: this.req.headers,
				};
				requests.push(request);
				return answer(request, requests.length - 1) as [number, nock.Body];
			});
	}
	return requests;
}
