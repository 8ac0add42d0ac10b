import { PRESETS } from '../../../../../sandbox/faults/presets';
import type { Fault } from '../../../../../sandbox/faults/rules';
import type { TaggedObject } from '../../../../fixtures/trackObjects';
import { fuzzRuns } from '../../../../harness/fuzz';
import { fastClock } from '../../../../harness/time';
import { judge, record, sandbox, startAnew } from './property.setup';

/** How many seconds pass for the node in one. */
const SPEED = 20;

fastClock(SPEED);
const storm: Array<{ name: string; fault: Fault; isOpen: boolean }> = [
	{
		name: '429 with a reset as an epoch',
		fault: { status: 429, headers: { 'x-ratelimit-reset': { epochIn: 0 } }, body: {} },
		isOpen: false,
	},
	{
		name: '429 with Retry-After only',
		fault: { status: 429, headers: { 'x-ratelimit-retry-after': '0' }, body: {} },
		isOpen: false,
	},
	{ name: '500', fault: PRESETS.brazeServerError.fault, isOpen: true },
	{ name: '503 with a web page', fault: PRESETS.brazeUnavailable.fault, isOpen: true },
	{ name: 'a time-out', fault: { delayMs: 1_300 }, isOpen: true },
	{ name: 'cut before it was applied', fault: { cut: 'before' }, isOpen: true },
	{ name: 'cut after it was applied', fault: { cut: 'after' }, isOpen: true },
];
const OPTIONS = { attempts: 3, timeout: 1, concurrency: 8 };

/** Objects of users that share no request with others, so that the storm meets many requests. */
const users = (array: 'attributes' | 'events', count = fuzzRuns(24, 60)) =>
	Array.from({ length: count }, (_, user) =>
		Array.from({ length: 40 }, (_unused, index): TaggedObject => {
			const tag = `${user}-${index}`;
			const body =
				array === 'attributes'
					? { external_id: `u${user}`, [`a${index}`]: index }
					: { external_id: `u${user}`, name: 'visited', time: '2026-03-14T16:20:11Z' };
			return { array, body: { ...body, _tag: tag }, tag };
		}),
	);

const raise = () => {
	startAnew();
	storm.forEach(({ fault }, index) =>
		sandbox.faults.add({ side: 'braze', path: '*', fault, share: 0.07, seed: index + 1 }),
	);
};
/** Tags of the objects in requests that met a fault after which nobody knows. */
const openTags = () => {
	const open = storm.filter(({ isOpen }) => isOpen).map(({ fault }) => JSON.stringify(fault));
	return new Set(
		sandbox.faults.hits
			.filter(({ fault }) => open.includes(JSON.stringify(fault)))
			.flatMap(({ body }) => [...body.matchAll(/"_tag":"([^"]+)"/g)].map(([, tag]) => tag)),
	);
};

test('events: never twice, none without verdict, unknown exactly where nobody knows', async () => {
	raise();
	const items = users('events');
	const told = await judge(items, OPTIONS);
	// A request that timed out may still be on its way into the record.
	await new Promise((resolve) => setTimeout(resolve, 1_400));
	const rows = record();
	const open = openTags();
	expect(open.size).toBeGreaterThan(0);
	for (const { tag } of items.flat()) {
		const taken = (rows.get(tag) ?? []).filter((row) => row.taken).length;
		const { verdict } = told.get(tag)!;
		expect(taken).toBeLessThanOrEqual(1);
		expect(verdict === 'unknown').toBe(open.has(tag));
		if (verdict === 'accepted') expect(taken).toBe(1);
		if (verdict === 'failed') expect(taken).toBe(0);
		expect(['accepted', 'unknown', 'failed']).toContain(verdict);
	}
}, 120_000);

test('plain attributes: sent again, and unknown only where the last answer was lost', async () => {
	raise();
	const items = users('attributes', fuzzRuns(24, 40));
	const told = await judge(items, OPTIONS);
	await new Promise((resolve) => setTimeout(resolve, 1_400));
	const rows = record();
	const open = openTags();
	const verdicts = items.flat().map(({ tag }) => told.get(tag)!.verdict);
	const unknown = verdicts.filter((verdict) => verdict === 'unknown').length;
	expect(unknown).toBeLessThan(open.size);
	for (const { tag } of items.flat()) {
		const { verdict } = told.get(tag)!;
		if (verdict === 'accepted') expect(rows.get(tag)!.some(({ taken }) => taken)).toBe(true);
		else if (verdict === 'unknown') expect(open.has(tag)).toBe(true);
		else {
			expect(verdict).toBe('failed');
			expect(rows.get(tag) ?? []).toEqual([]);
		}
	}
}, 120_000);

test('a 429 that asks for more than the user waits stops what is behind it', async () => {
	startAnew();
	sandbox.faults.add({
		side: 'braze',
		path: '*',
		count: 1,
		fault: { status: 429, headers: { 'x-ratelimit-retry-after': '3600' }, body: {} },
	});
	const told = await judge(users('events'), { longestWait: 5 });
	expect(new Set([...told.values()].map(({ verdict }) => verdict))).toEqual(new Set(['failed']));
	expect(sandbox.faults.hits).toHaveLength(1);
	expect(sandbox.braze.verdicts).toEqual([]);
});

test('one 429 makes all requests wait', async () => {
	startAnew();
	sandbox.faults.add({
		side: 'braze',
		path: '*',
		count: 1,
		fault: { status: 429, headers: { 'x-ratelimit-retry-after': String(SPEED) }, body: {} },
	});
	const told = await judge(users('events'), {});
	expect([...told.values()].every(({ verdict }) => verdict === 'accepted')).toBe(true);
	const [{ at }] = sandbox.faults.hits;
	for (const request of sandbox.braze.requests.filter(({ status }) => status === 201)) {
		expect(request.at - at).toBeGreaterThanOrEqual(900);
	}
});
