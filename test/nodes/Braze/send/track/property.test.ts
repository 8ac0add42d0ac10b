import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { PRESETS } from '../../../../../sandbox/faults/presets';
import type { Fault } from '../../../../../sandbox/faults/rules';
import { BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import {
	BLOCKED_ID,
	itemsOfObjects,
	leakyAttributes,
	toRequest,
	type TaggedObject,
} from '../../../../fixtures/trackObjects';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { runNode, type NodeResult } from '../../../../harness/runNode';
import { fastClock } from '../../../../harness/time';

/** Cases of one property; each is a run of the node with up to sixty objects. */
const CASES = fuzzRuns(60, 5_000);

/** How many seconds pass for the node in one, in storms. */
const SPEED = 20;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** What the node says about one object. */
interface Told {
	verdict: string;
	reason?: string;
}

/** Runs the node on items of objects. */
async function run(items: TaggedObject[][], options: IDataObject = {}): Promise<NodeResult> {
	return await runNode({
		node: 'braze',
		credentials: {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
		},
		parameters: {
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: '={{ $json.objects }}',
			options: options as never,
		},
		items: items.map((objects) => ({ objects: toRequest(objects).body })),
		onError: 'continueErrorOutput',
	});
}

/** Runs the node on items of objects; returns what it says about each object, by tag. */
async function judge(items: TaggedObject[][], options: IDataObject): Promise<Map<string, Told>> {
	const { items: accepted, errors } = await run(items, options);
	const told = new Map<string, Told>();
	for (const { json, pairedItem } of [...accepted, ...errors]) {
		const { inOrder } = toRequest(items[(pairedItem as { item: number }).item]);
		const details = json.details as { objects?: Told[] } | undefined;
		inOrder.forEach(({ tag }, index) => {
			// No object may be judged twice.
			expect(told.has(tag)).toBe(false);
			told.set(tag, details?.objects?.[index] ?? { verdict: json.verdict as string });
		});
	}
	return told;
}

/** What the sandbox has on record, by tag: one row for each time that an object came in. */
function record(): Map<string, Array<{ taken: boolean; reason?: string }>> {
	const rows = new Map<string, Array<{ taken: boolean; reason?: string }>>();
	for (const { object, taken, reason } of sandbox.braze.verdicts) {
		const tag = (object as { _tag: string })._tag;
		rows.set(tag, [...(rows.get(tag) ?? []), { taken, reason }]);
	}
	return rows;
}

const startAnew = () => {
	sandbox.reset();
	sandbox.braze.knobs.blockedExternalIds = [BLOCKED_ID];
};

test('good and bad objects in any order: every verdict is what Braze did', async () => {
	await fc.assert(
		fc.asyncProperty(
			itemsOfObjects(12),
			fc.constantFrom<[string, 'combined' | 'perArray']>(
				['together', 'combined'],
				['each', 'perArray'],
				// A wrong guess about the plan: requests are refused as too long, and halved.
				['each', 'combined'],
			),
			async (items, [plan, limit]) => {
				startAnew();
				sandbox.braze.knobs.limit = limit;
				const told = await judge(items, { plan });
				const rows = record();
				for (const { tag } of items.flat()) {
					const { verdict, reason } = told.get(tag)!;
					const seen = rows.get(tag) ?? [];
					expect(seen.length).toBeLessThanOrEqual(1);
					if (verdict === 'accepted')
						expect(seen).toEqual([expect.objectContaining({ taken: true })]);
					else if (verdict === 'failed') expect(seen).toEqual([]);
					else {
						expect(verdict).toBe('rejected');
						// Either our own checks saw it, or Braze did, and then in its words.
						if (seen.length > 0) expect(seen[0]).toMatchObject({ taken: false, reason });
					}
				}
			},
		),
		{ seed: fuzzSeed(), numRuns: CASES },
	);
}, 300_000);

test('whatever Braze loses without a word is told with the item', async () => {
	let losses = 0;
	await fc.assert(
		fc.asyncProperty(leakyAttributes, async (objects) => {
			startAnew();
			const { items, errors } = await run(objects.map((object) => [object]));
			expect(errors).toEqual([]);
			for (const { index, reason } of sandbox.braze.drops) {
				losses++;
				const { object } = sandbox.braze.verdicts.find((verdict) => verdict.index === index)!;
				const { warnings } = items[Number((object as { _tag: string })._tag)].json;
				// The name of the attribute that was lost, in quotation marks.
				const [name] = reason.split(' ');
				expect(warnings ?? []).toContainEqual(expect.stringContaining(name));
			}
		}),
		{ seed: fuzzSeed(), numRuns: CASES },
	);
	expect(losses).toBeGreaterThan(CASES / 2);
}, 300_000);

describe('storms', () => {
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
		await new Promise((resolve) => setTimeout(resolve, 1_500));
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
		await new Promise((resolve) => setTimeout(resolve, 1_500));
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
});
