import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import { BRAZE_EXPORT_KEY, BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { event, fields, json, profile, sandbox, track } from './track.setup';

describe('answers of Braze', () => {
	const items = [{ id: 'a', name: 'A' }];

	test('a wrong key: told with the cause, the key nowhere', async () => {
		const wrong = 'wrong-key-that-must-not-be-shown';
		const { error, run } = await track({ parameters: fields, items }, wrong);
		expect(error?.message).toContain('Invalid API key: ***');
		expect(error?.description).toMatch(/'REST API Key' and 'Instance'/);
		expect(JSON.stringify(run)).not.toContain(wrong);
		expect(sandbox.braze.requests[0].answer).toContain(wrong);
	});

	test('a key without permission; the rest is not sent', async () => {
		const many = Array.from({ length: 200 }, (_, id) => ({ id, name: 'x' }));
		const run = { parameters: fields, items: many, onError: 'continueErrorOutput' as const };
		const { errors } = await track(run, BRAZE_EXPORT_KEY);
		expect(errors).toHaveLength(200);
		expect(errors[199].json).toMatchObject({ details: { verdict: 'failed' } });
		expect(errors[199].json.error).toContain('Access Denied');
		expect(errors[199].json.details).toMatchObject({
			description: expect.stringContaining('users.track'),
		});
		expect(sandbox.braze.requests).toHaveLength(1);
	});

	const answered = async (reply: (post: nock.Interceptor) => unknown) => {
		reply(nock(sandbox.brazeUrl, { allowUnmocked: true }).post('/users/track'));
		return await track({ parameters: fields, items, onError: 'continueErrorOutput' });
	};

	test('an error entry that fits no object makes the request unknown', async () => {
		const { errors } = await answered((post) =>
			post.reply(201, {
				message: 'success',
				errors: [{ type: 'odd', input_array: 'events', index: 9 }],
			}),
		);
		expect(errors[0].json).toMatchObject({ details: { verdict: 'unknown' } });
		expect(errors[0].json.error).toContain('odd');
	});

	test('Braze counts less than it was sent, and refuses nothing: told with each item', async () => {
		nock(sandbox.brazeUrl)
			.post('/users/track')
			.reply(201, { message: 'success', attributes_processed: 1 });
		const two = [...items, { id: 'b', name: 'B' }];
		const result = await track({ parameters: fields, items: two });
		const told = ['accepted', [expect.stringMatching(/^Braze counted 1 of the 2 attributes/)]];
		expect(result.items.map(({ json }) => [json.verdict, json.warnings])).toEqual([told, told]);
	});

	test('Braze counts nothing, and refuses nothing: nobody knows', async () => {
		const { errors } = await answered((post) =>
			post.reply(201, { message: 'success', attributes_processed: 0 }),
		);
		expect(errors[0].json).toMatchObject({
			error: 'Braze counted none of the attributes of this request, and refused none',
			details: { verdict: 'unknown' },
		});
	});

	test.each([
		['x-ratelimit-retry-after', '0'],
		['retry-after', '0'],
		['x-ratelimit-reset', '0'],
	])('429 with %s is waited out and sent again', async (header, value) => {
		const result = await answered((post) =>
			post.reply(429, { message: 'Rate Limited' }, { [header]: value }),
		);
		expect(result.items.map(({ json }) => json.verdict)).toEqual(['accepted']);
		// The refused one did not get as far as the sandbox.
		expect(sandbox.braze.requests).toHaveLength(1);
		expect(profile('a')?.attributes).toEqual({ first_name: 'A' });
	});

	test('429 that asks for too long is reported, nothing hangs', async () => {
		const { errors } = await answered((post) =>
			post.reply(429, { message: 'Rate Limited' }, { 'x-ratelimit-retry-after': '3600' }),
		);
		expect(errors[0].json).toMatchObject({
			error: 'Rate Limited (status 429)',
			details: { verdict: 'failed' },
		});
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('an event is not sent again after a 500 in HTML', async () => {
		nock(sandbox.brazeUrl, { allowUnmocked: true })
			.post('/users/track')
			.reply(500, '<html>Bad</html>');
		const objects = { events: [{ ...event, external_id: 'a' }] };
		const { errors } = await track({
			parameters: json,
			items: [{ objects }],
			onError: 'continueErrorOutput',
		});
		expect(errors[0].json).toMatchObject({ details: { verdict: 'unknown' } });
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('an event is not sent again after a broken connection', async () => {
		let calls = 0;
		const cutting = createServer((request) => {
			calls++;
			request.socket.destroy();
		});
		await new Promise<void>((resolve) => cutting.listen(0, '127.0.0.1', resolve));
		const customUrl = `http://127.0.0.1:${(cutting.address() as AddressInfo).port}`;
		const objects = { events: [{ ...event, external_id: 'a' }] };
		const { errors } = await track({
			parameters: json,
			items: [{ objects }],
			credentials: { brazeApi: { instance: 'custom', customUrl, apiKey: BRAZE_KEY } },
			onError: 'continueErrorOutput',
		});
		cutting.close();
		expect(calls).toBe(1);
		expect(errors[0].json).toMatchObject({ details: { verdict: 'unknown' } });
		expect(errors[0].json.error).toContain('the connection was lost');
	});
});
