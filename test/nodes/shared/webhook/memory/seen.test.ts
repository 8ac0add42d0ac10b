import fc from 'fast-check';

import { eventKey } from '../../../../../nodes/Punchh/events/item';
import { secondOf, SeenEvents, shortKey } from '../../../../../nodes/shared/webhook/memory/seen';

const LIMITS = { ageSeconds: 60, inMemory: 10, stored: 4 };
const NOW = 1_790_000_000;
const digits = (second: number) => second.toString(36).padStart(7, '0');
const key = (n: number) => String(n).padStart(10, '0');

test('an event is known by content_id and timestamp', () => {
	const event = { content_id: 'a', timestamp: 1, other: 1 };
	expect(eventKey(event)).toBe(eventKey({ ...event, other: 2 }));
	expect(eventKey(event)).not.toBe(eventKey({ ...event, timestamp: 2 }));
	expect(eventKey(event)).not.toBe(eventKey({ ...event, content_id: 'b' }));
	expect(eventKey({ timestamp: 1 })).toBeUndefined();
});

test('it is forgotten when it is too old', () => {
	const seen = new SeenEvents(new Map(), LIMITS);
	seen.add(key(1), NOW);
	expect(seen.has(key(1), NOW + 60)).toBe(true);
	expect(seen.has(key(1), NOW + 61)).toBe(false);
	seen.add(key(2), NOW + 61);
	expect(seen.size).toBe(1);
});

test('memory is bounded, and the oldest go first', () => {
	const seen = new SeenEvents(new Map(), LIMITS);
	for (let n = 0; n < 1_000; n++) seen.add(key(n), NOW);
	expect(seen.size).toBe(10);
	expect(seen.has(key(999), NOW)).toBe(true);
	expect(seen.has(key(989), NOW)).toBe(false);
});

test('the newest go into the text, which another process takes over', () => {
	const seen = new SeenEvents(new Map(), LIMITS);
	for (let n = 0; n < 7; n++) seen.add(key(n), NOW + n);
	const text = seen.toText(NOW + 6);
	expect(text.split('.')).toEqual([3, 4, 5, 6].map((n) => digits(NOW + n) + key(n)));

	const other = new SeenEvents(new Map(), LIMITS);
	other.takeOver(text, NOW + 6);
	const known = [1, 2, 3, 4, 5, 6].filter((n) => other.has(key(n), NOW + 6));
	expect(known).toEqual([3, 4, 5, 6]);
	expect(other.toText(NOW + 6)).toBe(text);
});

test('of 200 events a second, the text holds those of the last seconds', () => {
	const seen = new SeenEvents();
	const beganAtMs = NOW * 1_000;
	const atMs = (n: number) => beganAtMs + n * 5;
	for (let n = 0; n < 3_000; n++) seen.add(shortKey(String(n)), secondOf(atMs(n)));
	const other = new SeenEvents();
	const now = secondOf(atMs(3_000));
	other.takeOver(seen.toText(now), now);
	for (let n = 2_200; n < 3_000; n++) {
		expect(other.has(shortKey(String(n)), secondOf(atMs(3_000)))).toBe(true);
	}
});

test('a second stands once before all of its keys', () => {
	const seen = new SeenEvents(new Map(), LIMITS);
	for (const n of [2, 1, 3]) seen.add(key(n), NOW);
	const text = seen.toText(NOW);
	expect(text).toBe(digits(NOW) + key(1) + key(2) + key(3));
	const other = new SeenEvents(new Map(), LIMITS);
	other.takeOver(text, NOW);
	expect([1, 2, 3, 4].map((n) => other.has(key(n), NOW))).toEqual([true, true, true, false]);
});

test('two processes that exchange their texts come to know the same', () => {
	const second = fc.integer({ min: NOW, max: NOW + 5 });
	const keys = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), second), { maxLength: 20 });
	fc.assert(
		fc.property(keys, keys, (here, there) => {
			const limits = { ...LIMITS, inMemory: 1_000, stored: 1_000 };
			const [one, two] = [new SeenEvents(new Map(), limits), new SeenEvents(new Map(), limits)];
			for (const [n, at] of here) one.add(key(n), at);
			for (const [n, at] of there) two.add(key(n), at);
			two.takeOver(one.toText(NOW + 5), NOW + 5);
			one.takeOver(two.toText(NOW + 5), NOW + 5);
			// So that neither has anything left to store.
			expect(one.toText(NOW + 5)).toBe(two.toText(NOW + 5));
			const known = (seen: SeenEvents) =>
				[...Array(51).keys()].filter((n) => seen.has(key(n), NOW + 5));
			expect(known(one)).toEqual(known(two));
			const all = new Set([...here, ...there].map(([n]) => n));
			expect(known(one)).toEqual([...all].sort((a, b) => a - b));
		}),
	);
});

test('processes that know more than is stored come to store the same, and then to rest', () => {
	const event = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: NOW, max: NOW + 2 }));
	const processes = fc.array(fc.array(event, { maxLength: 60 }), { minLength: 2, maxLength: 4 });
	fc.assert(
		fc.property(processes, (given) => {
			const limits = { ...LIMITS, inMemory: 1_000 };
			const all = given.map((events) => {
				const seen = new SeenEvents(new Map(), limits);
				for (const [n, at] of events) seen.add(key(n), at);
				return seen;
			});
			let stored = '';
			const store = (seen: SeenEvents) => {
				seen.takeOver(stored, NOW + 2);
				const before = stored;
				stored = seen.toText(NOW + 2);
				return stored !== before;
			};
			// Once around for what each knows, once for what the later ones have added.
			for (let round = 0; round < 2; round++) all.forEach(store);
			expect(all.map(store)).toEqual(all.map(() => false));
		}),
	);
});

test('what is too old is neither written nor taken over', () => {
	const seen = new SeenEvents(new Map(), LIMITS);
	seen.add(key(1), NOW);
	const text = seen.toText(NOW);
	expect(seen.toText(NOW + 61)).toBe('');
	for (const now of [NOW + 61, NOW - 61]) {
		const other = new SeenEvents(new Map(), LIMITS);
		other.takeOver(text, now);
		expect(other.size).toBe(0);
	}
});

test('any text is taken over without harm', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 200 }), (text) => {
			const seen = new SeenEvents(new Map(), LIMITS);
			seen.takeOver(text, NOW);
			expect(seen.size).toBeLessThanOrEqual(10);
			expect(seen.toText(NOW).length).toBeLessThanOrEqual(4 * 18);
		}),
	);
});
