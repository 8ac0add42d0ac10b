import { pack, render, type TrackRequest } from '../../nodes/Braze/track/packing';
import { mergingPreparer, prepare, serialise } from '../../nodes/Braze/track/prepare';
import { TRACK_ARRAYS, type TrackArray } from '../../nodes/Braze/track/types';

const prepared = (array: TrackArray, body: object) =>
	prepare({ array, body: { ...body } }, serialise({ ...body }));
const object = (user: string, array: TrackArray = 'events', size = 0) =>
	prepared(array, { external_id: user, filler: 'x'.repeat(size) });
const group = (user: string, count: number, array: TrackArray = 'events') =>
	Array.from({ length: count }, () => object(user, array));
const sizes = (requests: TrackRequest[]) => requests.map(({ objects }) => objects.length);

test.each([
	[1, 1],
	[75, 1],
	[76, 2],
	[1_000, 14],
	[100_000, 1_334],
])('%i users with one object need %i requests', (users, requests) => {
	const objects = Array.from({ length: users }, (_, user) => object(`u${user}`));
	expect(pack(objects, 'together').flat()).toHaveLength(requests);
});

test('nothing needs no request', () => {
	expect(pack([], 'together')).toEqual([]);
});

test('a user with more objects than fit is spread over requests that follow one another', () => {
	const chains = pack([object('other'), ...group('big', 160)], 'together');
	expect(chains.map(sizes)).toEqual([[1], [75, 75, 10]]);
});

test('what a spread user leaves free is filled by others', () => {
	const others = Array.from({ length: 65 }, (_, user) => object(`u${user}`));
	expect(pack([...group('big', 160), ...others], 'together').map(sizes)).toEqual([[75, 75, 75]]);
});

test('a group that does not fit goes elsewhere, and smaller ones fill the gap', () => {
	const objects = [...group('a', 50), ...group('b', 40), ...group('c', 25)];
	expect(sizes(pack(objects, 'together').flat())).toEqual([75, 40]);
});

test('a legacy plan counts each array alone', () => {
	const objects = TRACK_ARRAYS.flatMap((array) =>
		Array.from({ length: 75 }, (_, user) => object(`u${user}`, array)),
	);
	expect(sizes(pack(objects, 'each').flat())).toEqual([225]);
	expect(sizes(pack(objects, 'together').flat())).toEqual([75, 75, 75]);
	expect(pack([...objects, object('one more')], 'each').flat()).toHaveLength(2);
});

test('a request stays below the size that Braze takes', () => {
	const objects = Array.from({ length: 75 }, (_, user) => object(`u${user}`, 'events', 90_000));
	const requests = pack(objects, 'together').flat();
	expect(requests.length).toBeGreaterThan(1);
	for (const request of requests) {
		expect(Buffer.byteLength(render(request).body)).toBeLessThan(4 * 1024 * 1024);
	}
});

test('a body holds each object once, in its array', () => {
	const objects = TRACK_ARRAYS.map((array) => object('a', array));
	const { body, placed } = render(pack(objects, 'together')[0][0]);
	expect(Object.keys(JSON.parse(body) as object)).toEqual([...TRACK_ARRAYS]);
	TRACK_ARRAYS.forEach((array, index) => expect(placed[array]).toEqual([objects[index]]));
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
		const prepareObject = mergingPreparer();
		const objects = bodies.map((body) =>
			prepareObject({ array: 'attributes', body: { ...body } }, serialise({ ...body })),
		);
		return pack(objects, 'together').flatMap((chain) =>
			chain.flatMap(({ objects }) => objects.map(({ text }) => JSON.parse(text) as unknown)),
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
