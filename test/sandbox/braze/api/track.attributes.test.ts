import { type Json } from '../../http';
import { ALIAS, EVENT, TIME, TOKEN, first, reasons, sandbox, send, write } from './track.setup';

describe('refused attributes', () => {
	const location = { longitude: -73.9, latitude: 40.7 };
	test.each<[string, Json]>([
		['a location that is no object', { current_location: [1, 2] }],
		['a location without latitude', { current_location: { longitude: 1 } }],
		['a location in text', { current_location: { ...location, latitude: '40.7' } }],
		['email_subscription_info', { email_subscription_info: {} }],
		['push_tokens that are no array', { push_tokens: TOKEN }],
		['a push token that is text', { push_tokens: ['token-1'] }],
		['a token that is a number', { push_tokens: [{ ...TOKEN, token: 1 }] }],
		['a token for an unknown app', { push_tokens: [{ ...TOKEN, app_id: 'other' }] }],
		['a device ID of 7 bytes', { push_tokens: [{ ...TOKEN, device_id: '1234567' }] }],
		['a device ID of 256 bytes', { push_tokens: [{ ...TOKEN, device_id: 'd'.repeat(256) }] }],
		['an import with external_id', { push_token_import: true, push_tokens: [TOKEN] }],
		['an import without tokens', { external_id: '', push_token_import: true }],
		['an import with an empty list', { external_id: '', push_token_import: true, push_tokens: [] }],
		[
			'an unknown subscription group',
			{
				subscription_groups: [
					{
						subscription_group_id: '00000000-0000-4000-8000-000000000000',
						subscription_state: 'subscribed',
					},
				],
			},
		],
		['an external ID that is an object', { external_id: {} }],
		['a braze ID that is a number', { external_id: '', braze_id: 7 }],
		['an alias that is text', { external_id: '', user_alias: 'mara' }],
		['an alias that is empty', { external_id: '', user_alias: { ...ALIAS, alias_name: '' } }],
		['a phone that is a number', { phone: 15550142001 }],
	])('%s', async (_name, object) => {
		const { status, body } = await send({ attributes: [{ external_id: 'a', ...object }] });
		expect(status).toBe(400);
		expect(body).toEqual({
			message: "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.",
			errors: [{ type: expect.any(String), input_array: 'attributes', index: 0 }],
		});
		expect(sandbox.braze.profiles).toEqual([]);
	});

	test('a blocklisted external ID', async () => {
		sandbox.braze.knobs.blockedExternalIds = ['a'];
		const { body } = await send({ events: [EVENT, { ...EVENT, external_id: 'b' }] });
		expect(body).toEqual({
			message: 'success',
			events_processed: 1,
			errors: [
				{
					type: 'provided external_id is blacklisted and disallowed',
					input_array: 'events',
					index: 0,
				},
			],
		});
	});
});

describe('types', () => {
	test.each<[string, unknown, unknown, unknown]>([
		['number from text', 5, '7.5', 7.5],
		['boolean from 1', true, 1, true],
		['boolean from t', false, 't', true],
		['boolean from 0', true, 0, false],
		['boolean from False', true, 'False', false],
		['text from a number', 'a', 5, '5'],
		['a date of another format', '2026-03-14', '03/15/2026', '03/15/2026'],
		['a date of a far year as text', '2026-03-14', '3500-01-01', '3500-01-01'],
		['$time for a date', '2026-03-14', { $time: TIME }, { $time: TIME }],
		['an empty list for any list', [{ id: 1 }], [], []],
		['inc on a number', 5, { inc: 1 }, 6],
	])('%s', async (_name, before, value, after) => {
		await write({ x: before }, { x: value });
		expect(first().attributes.x).toEqual(after);
		expect(reasons()).toEqual([]);
	});

	test.each<[string, unknown, unknown]>([
		['text for a number', 5, 'many'],
		['an object for a number', 5, { a: 1 }],
		['2 for a boolean', true, 2],
		['words for a date', '2026-03-14', 'soon'],
		['a number for a list', ['a'], 5],
		['objects for a flat list', ['a'], [{ id: 1 }]],
		['text for an object', { a: 1 }, 'a'],
		['a list for text', 'a', ['a']],
		['inc on text', 'a', { inc: 1 }],
		['add to text', 'a', { add: ['b'] }],
		['$add to a flat list', ['a'], { $add: [{ id: 1 }] }],
	])('ignored and noted: %s', async (_name, before, value) => {
		await write({ x: before }, { x: value, y: 'written' });
		expect(first().attributes).toEqual({ x: before, y: 'written' });
		expect(reasons()).toEqual([expect.stringMatching(/^'x' ignored/)]);
	});

	test('the first value fixes the type for all users, also after it is gone', async () => {
		await write({ x: 5 }, { x: null });
		await send({ attributes: [{ external_id: 'b', x: 'text' }] });
		expect(sandbox.braze.profiles[1].attributes).toEqual({});
		expect(reasons()).toHaveLength(1);
	});

	test.each<[string, boolean]>([
		['2026-03-14T16:20:11Z', true],
		['2026-03-14T16:20:11+01:00', true],
		['2026-03-14T16:20:11:123Z', true],
		['2026-03-14T16:20:11', true],
		['2026-03-14 16:20:11', true],
		['2026-03-14', true],
		['03/14/2026', true],
		['Sat 03 14 16:20:11.+0000 2026', true],
		['2026-13-14', false],
		['14.03.2026', false],
		['now', false],
	])('%s is a date: %s', async (text, isDate) => {
		await write({ x: text }, { x: 'no date' });
		expect(first().attributes.x).toBe(isDate ? text : 'no date');
	});
});
