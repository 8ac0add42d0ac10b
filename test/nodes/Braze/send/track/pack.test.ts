import { attributeMerger } from '../../../../../nodes/Braze/send/track/objects/merging';
import { packTrack, render } from '../../../../../nodes/Braze/send/track/pack';
import { prepare, serialise } from '../../../../../nodes/Braze/send/track/objects/prepare';
import type { Batch } from '../../../../../nodes/Braze/send/types';
import {
	TRACK_ARRAYS,
	type PreparedObject,
	type TrackArray,
} from '../../../../../nodes/Braze/send/track/objects/types';

const prepared = (array: TrackArray, body: object) =>
	prepare({ array, body: { ...body } }, serialise({ ...body }));
const object = (user: string, array: TrackArray = 'events', size = 0) =>
	prepared(array, { external_id: user, filler: 'x'.repeat(size) });
const group = (user: string, count: number, array: TrackArray = 'events') =>
	Array.from({ length: count }, () => object(user, array));
const sizes = (batches: Array<Batch<PreparedObject>>) => batches.map(({ units }) => units.length);
/** For each batch, the positions of those that it waits for. */
const waitsFor = (batches: Array<Batch<PreparedObject>>) =>
	batches.map(({ after }) => after.map((batch) => batches.indexOf(batch)));

test.each([
	[1, 1],
	[75, 1],
	[76, 2],
	[1_000, 14],
	[100_000, 1_334],
])('%i users with one object need %i requests', (users, requests) => {
	const objects = Array.from({ length: users }, (_, user) => object(`u${user}`));
	expect(packTrack(objects, 'together')).toHaveLength(requests);
});

test.each<[string, object, object]>([
	['email addresses in another case', { email: 'Mara@Example.com' }, { email: 'mara@example.com' }],
	[
		'email addresses with whitespace',
		{ email: ' mara@example.com ' },
		{ email: 'mara@example.com' },
	],
	['phone numbers', { phone: '+1 (555) 123-0000' }, { phone: '+15551230000' }],
])('%s are one user: its objects stay together and in order', (_what, one, other) => {
	const filler = group('filler', 74);
	const [first, second] = [prepared('events', one), prepared('events', other)];
	const requests = packTrack([...filler, first, second], 'together');
	expect(requests.map(({ units }) => units)).toEqual([filler, [first, second]]);
});

test('external IDs and aliases that differ in case are two users', () => {
	const alias = (name: string) => ({ user_alias: { alias_name: name, alias_label: 'l' } });
	const users = [{ external_id: 'A' }, { external_id: 'a' }, alias('A'), alias('a')];
	expect(new Set(users.map((user) => prepared('events', user).user)).size).toBe(4);
});

test('nothing needs no request', () => {
	expect(packTrack([], 'together')).toEqual([]);
});

test('objects of one item stay together when those of its user are spread', () => {
	const items = Array.from({ length: 38 }, (_, number) => {
		const item = { number };
		const body = { external_id: 'big' };
		return (['attributes', 'events'] as const).map((array) =>
			prepare({ array, body }, serialise(body), undefined, item),
		);
	});
	const batches = packTrack(items.flat(), 'together');
	expect(sizes(batches)).toEqual([74, 2]);
	expect(batches[1].units).toEqual(items[37]);
	expect(waitsFor(batches)).toEqual([[], [0]]);
});

test('an item with more objects than fit is spread, too', () => {
	const item = {};
	const body = { external_id: 'big' };
	const objects = Array.from({ length: 80 }, () =>
		prepare({ array: 'events', body }, serialise(body), undefined, item),
	);
	expect(sizes(packTrack(objects, 'together'))).toEqual([75, 5]);
});

test('a user with more objects than fit is spread over requests that follow one another', () => {
	const batches = packTrack([object('other'), ...group('big', 160)], 'together');
	expect(sizes(batches)).toEqual([1, 75, 75, 10]);
	expect(waitsFor(batches)).toEqual([[], [], [1], [2]]);
});

test('what a spread user leaves free is filled by others', () => {
	const others = Array.from({ length: 65 }, (_, user) => object(`u${user}`));
	expect(sizes(packTrack([...group('big', 160), ...others], 'together'))).toEqual([75, 75, 75]);
});

test('a group that does not fit goes elsewhere, and smaller ones fill the gap', () => {
	const objects = [...group('a', 50), ...group('b', 40), ...group('c', 25)];
	expect(sizes(packTrack(objects, 'together'))).toEqual([75, 40]);
});

test('a legacy plan counts each array alone', () => {
	const objects = TRACK_ARRAYS.flatMap((array) =>
		Array.from({ length: 75 }, (_, user) => object(`u${user}`, array)),
	);
	expect(sizes(packTrack(objects, 'each'))).toEqual([225]);
	expect(sizes(packTrack(objects, 'together'))).toEqual([75, 75, 75]);
	expect(packTrack([...objects, object('one more')], 'each')).toHaveLength(2);
});

test('a request stays below the size that Braze takes', () => {
	const objects = Array.from({ length: 75 }, (_, user) => object(`u${user}`, 'events', 90_000));
	const requests = packTrack(objects, 'together');
	expect(requests.length).toBeGreaterThan(1);
	for (const request of requests) {
		expect(Buffer.byteLength(render(request.units))).toBeLessThan(4 * 1024 * 1024);
	}
});

test('a body holds each object once, in its array', () => {
	const objects = TRACK_ARRAYS.map((array) => object('a', array));
	const body = JSON.parse(render(packTrack(objects, 'together')[0].units)) as object;
	expect(Object.keys(body)).toEqual([...TRACK_ARRAYS]);
	expect(Object.values(body)).toEqual(objects.map(({ text }) => [JSON.parse(text)]));
});

test.each([
	[{ a: 1 }, true],
	[{ a: { add: ['x'] } }, true],
	[{ a: { nested: 1 } }, true],
	[{ a: { inc: 1 } }, false],
	[{ a: { deep: { inc: 1 } } }, false],
	[{ a: { $add: [{ id: 1 }] } }, false],
])('attributes %j are safe to repeat: %s', (attributes, expected) => {
	const body = { external_id: 'a', ...attributes };
	expect(prepared('attributes', body).repeatSafe).toBe(expected);
	expect(prepared('events', body).repeatSafe).toBe(false);
});

describe('merging attributes', () => {
	const merge = (...bodies: object[]) => {
		const mergeObject = attributeMerger();
		const objects = bodies.map((body) => mergeObject(prepared('attributes', body)));
		return packTrack([...new Set(objects)], 'together').flatMap(({ units }) =>
			units.map(({ text }) => JSON.parse(text) as unknown),
		);
	};

	test('plain attributes of one user become one object with the last values', () => {
		const sent = merge(
			{ external_id: 'a', x: 1, y: 1 },
			{ external_id: 'b', x: 1 },
			{ external_id: 'a', x: 2, list: ['l'] },
		);
		expect(sent).toEqual([
			{ external_id: 'a', x: 2, y: 1, list: ['l'] },
			{ external_id: 'b', x: 1 },
		]);
	});

	const ALIAS = { user_alias: { alias_name: '730415', alias_label: 'punchh_user_id' } };

	test.each<[string, object]>([
		['an alias that may get a profile', { ...ALIAS, _update_existing_only: false }],
		['an alias that must have one', { ...ALIAS, _update_existing_only: true }],
		['an alias that says nothing', ALIAS],
		['a user who must exist', { external_id: 'a', _update_existing_only: true }],
		['an email address', { email: 'mara@example.com' }],
	])('%s: as any other', (_what, user) => {
		expect(merge({ ...user, x: 1, y: 1 }, { ...user, x: 2 })).toEqual([{ ...user, x: 2, y: 1 }]);
	});

	test.each<[string, object, object]>([
		['another flag', { external_id: 'a', _update_existing_only: true }, { external_id: 'a' }],
		[
			'another flag of an alias',
			{ ...ALIAS, _update_existing_only: true },
			{ ...ALIAS, _update_existing_only: false },
		],
		['another spelling', { email: 'Mara@example.com' }, { email: 'mara@example.com' }],
	])('%s: not merged, and nothing is moved across it', (_what, one, other) => {
		const bodies = [
			{ ...one, x: 1 },
			{ ...other, x: 2 },
			{ ...one, x: 3 },
		];
		expect(merge(...bodies)).toEqual(bodies);
	});

	test('nothing is moved across an operation, a flag or a nested object', () => {
		const bodies = [
			{ external_id: 'a', x: 1 },
			{ external_id: 'a', x: { inc: 1 } },
			{ external_id: 'a', x: 5 },
			{ external_id: 'a', _merge_objects: true, z: { k: 1 } },
			{ external_id: 'a', x: 6 },
		];
		expect(merge(...bodies)).toEqual(bodies);
	});

	test('the same alias name under another label is another user', () => {
		const user = (label: string) => ({ user_alias: { alias_name: '1', alias_label: label }, x: 1 });
		expect(merge(user('one'), user('two'), user('one'))).toHaveLength(2);
	});
});
