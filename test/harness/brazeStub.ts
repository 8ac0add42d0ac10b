import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

const HOST = 'https://braze.test';

/** A key that must not show up anywhere but in the Authorization header. */
export const STUB_KEY = 'the-key-that-nobody-may-see';

/** The credential that leads to the stub. */
export const STUB_CREDENTIALS = {
	brazeApi: { instance: 'custom', customUrl: HOST, apiKey: STUB_KEY },
};

export interface StubRequest {
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
 * Answers every call to Braze with what a function says, where the sandbox is too well-behaved.
 *
 * @returns what was asked, in order
 */
export function stubBraze(answer: (request: StubRequest, index: number) => StubAnswer) {
	const requests: StubRequest[] = [];
	for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
		nock(HOST)
			.persist()
			.intercept(/.*/, method)
			.reply(function (uri, body) {
				const { pathname, searchParams } = new URL(uri, HOST);
				const request = {
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
