import { pack, render } from '../../nodes/Braze/track/packing';
import { prepare } from '../../nodes/Braze/track/prepare';
import { TRACK_ARRAYS, type TrackArray } from '../../nodes/Braze/track/types';

const object = (user: string, array: TrackArray = 'events', size = 0) =>
	prepare({ array, body: { external_id: user, filler: 'x'.repeat(size) } }, 0);

test.each([
	[1, 1],
	[75, 1],
	[76, 2],
	[1_000, 14],
])('%i users with one object need %i requests', (users, requests) => {
	const objects = Array.from({ length: users }, (_, user) => object(`u${user}`));
	expect(pack(objects)).toHaveLength(requests);
});

test('nothing needs no request', () => {
	expect(pack([])).toEqual([]);
});

test('a user with more objects than fit is spread over requests that follow one another', () => {
	const objects = [object('other'), ...Array.from({ length: 160 }, () => object('big'))];
	const sizes = pack(objects).map(
		(request) => request.objects.filter(({ user }) => user?.includes('big')).length,
	);
	expect(sizes).toEqual([0, 75, 75, 10]);
});

test('a group that does not fit goes elsewhere, and smaller ones fill the gap', () => {
	const group = (user: string, count: number) => Array.from({ length: count }, () => object(user));
	const requests = pack([...group('a', 50), ...group('b', 40), ...group('c', 25)]);
	expect(requests.map(({ objects }) => objects.length)).toEqual([75, 40]);
});

test('a request stays below the size that Braze takes', () => {
	const requests = pack(
		Array.from({ length: 75 }, (_, user) => object(`u${user}`, 'events', 90_000)),
	);
	expect(requests.length).toBeGreaterThan(1);
	for (const request of requests) {
		expect(Buffer.byteLength(render(request).body)).toBeLessThan(4 * 1024 * 1024);
	}
});

test('a body holds each object once, in its array', () => {
	const objects = TRACK_ARRAYS.map((array) => object('a', array));
	const { body, placed } = render(pack(objects)[0]);
	expect(Object.keys(JSON.parse(body) as object)).toEqual([...TRACK_ARRAYS]);
	TRACK_ARRAYS.forEach((array, index) => expect(placed[array]).toEqual([objects[index]]));
});

test.each([
	[{ a: 1 }, true],
	[{ a: { add: ['x'] } }, true],
	[{ a: { nested: 1 } }, true],
	[{ a: { inc: 1 } }, false],
	[{ a: { $add: [{ id: 1 }] } }, false],
])('attributes %j are safe to repeat: %s', (attributes, expected) => {
	const body = { external_id: 'a', ...attributes };
	expect(prepare({ array: 'attributes', body }, 0).repeatSafe).toBe(expected);
	expect(prepare({ array: 'events', body }, 0).repeatSafe).toBe(false);
});
