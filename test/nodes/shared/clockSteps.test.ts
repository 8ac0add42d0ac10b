/** The machine's clock is set back or forward by an hour: whatever waits goes on when its time has passed. */
import { GuestBook } from '../../../nodes/Braze/identity/memory/guestBook';
import { LinkQueue } from '../../../nodes/Braze/identity/memory/linkQueue';
import { Owners } from '../../../nodes/Braze/identity/memory/owners';
import { Pacer } from '../../../nodes/Braze/send/pacer';
import { RunWide } from '../../../nodes/Braze/send/runWide';
import { POLICY } from '../../../nodes/Braze/transport/policy';
import { Pace } from '../../../nodes/shared/http/pace';
import { pauseUnlessStopped } from '../../../nodes/shared/http/retry';
import type { Outcome } from '../../../nodes/shared/http/send';
import { Progress } from '../../../nodes/shared/operations/progress';
import { Deadlines } from '../../../nodes/shared/webhook/answer/deadlines';
import { HeldCredential } from '../../../nodes/shared/webhook/memory/heldCredential';
import { PendingEvents } from '../../../nodes/shared/webhook/memory/pendingEvents';
import { WEBHOOK_POLICY } from '../../../nodes/shared/webhook/policy';
import { stoppedClock } from '../../harness/time';

const HOUR_MS = 3_600_000;
const clock = stoppedClock();

/** Lets time pass in steps as long as the longest pause of whoever waits. */
async function pass(ms: number): Promise<void> {
	for (let left = ms; left > 0; left -= 100) await clock.pass(Math.min(100, left));
}

/** Begins to wait, and sets the clock. @returns whether the wait was over just before its end, and then */
async function endsOf(begin: () => Promise<unknown>, ms: number, stepMs: number) {
	let isOver = false;
	void begin().then(() => (isOver = true));
	await pass(100);
	clock.step(stepMs);
	await pass(ms - 200);
	const isEarly = isOver;
	await pass(200);
	return { isEarly, isOver };
}

describe.each([
	['back', -2 * HOUR_MS],
	['forward', 2 * HOUR_MS],
])('%s', (_way, stepMs) => {
	const answer = (status: number, headers = {}): Outcome =>
		({ kind: 'reply', status, headers, body: {} }) as never;

	const paced = async () => {
		const pacer = new Pacer({
			...{ lanes: 1, requestsPerSecond: 1, longestWaitMs: 120_000 },
			...{ runWide: new RunWide(), signal: undefined },
		});
		await pacer.send(async () => answer(201));
		await pacer.send(async () => answer(201));
	};
	const limited = async () => {
		const pacer = new Pacer({
			...{ lanes: 1, requestsPerSecond: 0, longestWaitMs: 120_000 },
			...{ runWide: new RunWide(), signal: undefined },
		});
		const answers = [answer(429, { 'x-ratelimit-retry-after': '1' }), answer(201)];
		const { status } = (await pacer.send(async () => answers.shift()!)) as { status: number };
		if (status !== 201) throw new Error(`The run ended with ${status}`);
	};
	const held = async () => {
		const pace = new Pace();
		pace.hold(1_000);
		await pace.ready();
	};

	const missed = async () =>
		await new Promise<void>((resolve) => {
			new Deadlines().watch(new Promise(() => {}), 1_000, resolve);
		});

	test.each<[string, () => Promise<unknown>]>([
		['calls that are held back', held],
		['a pause before a retry', async () => await pauseUnlessStopped(undefined)(1_000)],
		['one request a second', paced],
		['requests after a 429', limited],
		['an answer for a call', missed],
	])('%s', async (_what, begin) => {
		expect(await endsOf(begin, 1_000, stepMs)).toEqual({ isEarly: false, isOver: true });
	});

	test('a credential is read again after a while', async () => {
		const { freshMs, justReadMs } = WEBHOOK_POLICY.credential;
		const credential = new HeldCredential();
		let reads = 0;
		const read = async () => ({ reads: ++reads });
		await credential.get('1', read);
		clock.step(stepMs);
		await credential.get('1', read);
		expect(reads).toBe(1);
		clock.advance(justReadMs);
		await credential.getFresh('1', read);
		expect(reads).toBe(2);
		clock.step(stepMs);
		clock.advance(freshMs);
		await credential.get('1', read);
		expect(reads).toBe(3);
	});

	test('an event is pending for as long as n8n has time to answer', () => {
		const events = new PendingEvents(new Map());
		events.add('key', new Promise(() => {}));
		clock.step(stepMs);
		expect(events.verdictOf('key')).toBeDefined();
		clock.advance(WEBHOOK_POLICY.pendingMs + 1);
		expect(events.verdictOf('key')).toBeUndefined();
	});

	test('a long run says how far it is', () => {
		const lines: string[] = [];
		const progress = new Progress({ info: (line) => lines.push(line) }, 'Long', 4);
		clock.step(stepMs);
		progress.count(true);
		expect(lines).toEqual([]);
		clock.advance(10_000);
		progress.count(true);
		expect(lines).toHaveLength(1);
	});

	test('what Braze still does is given its time', () => {
		const { againMs } = POLICY.linking;
		const [book, owners] = [new GuestBook(), new Owners()];
		const queue = new LinkQueue(book);
		const guest = Object.assign(book.of('1'), { externalId: 'CRM-1' });
		queue.add('1', guest);
		guest.isAsked = true;
		book.aliasGoes('1');
		book.comesBack(guest);
		owners.link('e:CRM-1', '1');
		owners.releaseLater('e:CRM-1');
		const seen = () => ({
			isAliasGoing: book.isAliasGoing('1'),
			mayVanish: book.mayVanish('1'),
			owner: owners.of('e:CRM-1'),
			isLinkDue: queue.due().length > 0,
		});
		clock.step(stepMs);
		clock.advance(againMs - 1);
		const before = { isAliasGoing: true, mayVanish: true, owner: '1', isLinkDue: false };
		expect(seen()).toEqual(before);
		clock.advance(1);
		const after = { isAliasGoing: false, mayVanish: false, owner: undefined, isLinkDue: true };
		expect(seen()).toEqual(after);
	});
});
