import { inspect } from 'node:util';
import { stringify } from 'flatted';
import { LoggerProxy } from 'n8n-workflow';

import { reply, serve, track, users, type Answer } from '../../../../harness/decidedBraze';
import { fastClock } from '../../../../harness/time';

fastClock(50);

describe('the key', () => {
	const KEY = 'a-key-of-the-test';
	const IN_BASE64 = Buffer.from(KEY).toString('base64').replace(/=/g, '');
	const logged: unknown[] = [];
	beforeAll(() => {
		const log = (...told: unknown[]) => void logged.push(told);
		LoggerProxy.init({ error: log, warn: log, info: log, debug: log });
	});
	beforeEach(() => void (logged.length = 0));

	/** Answers that repeat the key, wherever an answer can hold text. */
	const ECHOES: Array<[string, Answer]> = [
		['401', (_r, response) => reply(response, 401, { message: `Invalid API key: ${KEY}` })],
		['403', (_r, response) => reply(response, 403, { message: `Access Denied for ${KEY}` })],
		['400', (_r, response) => reply(response, 400, { message: KEY, [KEY]: [KEY] })],
		['429', (_r, response) => reply(response, 429, { message: KEY }, { 'retry-after': '3600' })],
		['a web page', (_r, response) => void response.writeHead(500).end(`<html>${KEY}</html>`)],
		['503 in JSON', (_r, response) => reply(response, 503, { message: `down ${KEY}` })],
		['2xx without success', (_r, response) => reply(response, 200, { message: `queued ${KEY}` })],
		[
			'errors that name an object',
			(_r, response) =>
				reply(response, 201, {
					message: 'success',
					errors: [{ type: `bad ${KEY}`, input_array: 'events', index: 0 }],
				}),
		],
		[
			'errors that name nothing',
			(_r, response) =>
				reply(response, 201, { message: 'success', errors: [KEY, { [KEY]: { deep: KEY } }] }),
		],
		['base64', (_r, response) => reply(response, 401, { message: `no ${IN_BASE64}` })],
		['a header', (_r, response) => reply(response, 400, {}, { 'x-key': KEY })],
		['a redirect', (_r, response) => reply(response, 302, {}, { location: `/?key=${KEY}` })],
		['a cut connection', (_r, response) => response.destroy()],
		[
			'half an answer',
			(_r, response) => void response.writeHead(201).write('{', () => response.destroy()),
		],
		['no answer in time', () => {}],
	];

	test.each(ECHOES)('%s: it is in no item, error, stored run or log', async (_what, answer) => {
		await serve(answer);
		const ways = ['continueErrorOutput', 'continueRegularOutput', undefined] as const;
		const results = ways.map(async (onError) => await track(users(2), { timeout: 1 }, { onError }));
		for (const result of await Promise.all(results)) {
			const failed = [...result.errors, ...result.items, result.error].filter(Boolean);
			expect(failed.length).toBeGreaterThan(0);
			for (const told of [result, logged]) {
				for (const key of [KEY, IN_BASE64.slice(0, -1)]) {
					expect(inspect(told, { depth: 12, maxStringLength: null })).not.toContain(key);
					expect(stringify(told)).not.toContain(key);
				}
			}
		}
	});
});
