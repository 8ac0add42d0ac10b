import { Deadlines } from '../../../../../nodes/shared/webhook/answer/deadlines';
import { stoppedClock } from '../../../../harness/time';

const clock = stoppedClock();
const never = new Promise<never>(() => {});

test('work that takes too long is told once, in its own time', async () => {
	const deadlines = new Deadlines();
	const missed: string[] = [];
	deadlines.watch(never, 2_000, () => missed.push('later'));
	deadlines.watch(never, 1_000, () => missed.push('sooner'));
	await clock.pass(900);
	expect(missed).toEqual([]);
	await clock.pass(700);
	expect(missed).toEqual(['sooner']);
	await clock.pass(60_000);
	expect(missed).toEqual(['sooner', 'later']);
});

test('however much is watched, one pause at a time runs, and none when everything has ended', async () => {
	const deadlines = new Deadlines();
	const missed: number[] = [];
	let end = () => {};
	const work = new Promise<void>((resolve) => (end = resolve));
	for (const each of [1, 2, 3]) deadlines.watch(work, 1_000, () => missed.push(each));
	expect(clock.waiting).toBe(1);
	end();
	await clock.pass(60_000);
	expect(clock.waiting).toBe(0);
	expect(missed).toEqual([]);

	deadlines.watch(never, 1_000, () => missed.push(4));
	await clock.pass(1_600);
	expect(missed).toEqual([4]);
});

test('one that fails keeps nobody else waiting, then or later', async () => {
	const deadlines = new Deadlines();
	const missed: string[] = [];
	deadlines.watch(never, 1_000, () => {
		throw new Error('The connection is gone');
	});
	deadlines.watch(never, 1_000, () => missed.push('beside it'));
	await clock.pass(1_600);
	deadlines.watch(never, 1_000, () => missed.push('later'));
	await clock.pass(1_600);
	expect(missed).toEqual(['beside it', 'later']);
});
