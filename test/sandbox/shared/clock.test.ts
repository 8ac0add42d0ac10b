import { Clock } from '../../../sandbox/shared/clock';

test('at 0 time stands still and goes on when told', async () => {
	const clock = new Clock(0);
	const start = clock.now();
	const seen: Array<[string, number]> = [];
	const note = (name: string) => () => seen.push([name, clock.now() - start]);
	clock.schedule(2_000, note('second'));
	clock.schedule(1_000, note('first'));
	clock.schedule(2_000, note('after it'));
	const cancel = clock.schedule(1_500, note('cancelled'));
	clock.schedule(1_000, () => clock.schedule(500, note('made on the way')));
	cancel();
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(seen).toEqual([]);

	expect(clock.jump()).toBe(true);
	expect(seen).toEqual([['first', 1_000]]);
	clock.advance(5_000);
	expect(seen.slice(1)).toEqual([
		['made on the way', 1_500],
		['second', 2_000],
		['after it', 2_000],
	]);
	expect(clock.now() - start).toBe(6_000);
	expect(clock.jump()).toBe(false);
});

test('hours pass in milliseconds on a fast clock, and the pace may change on the way', async () => {
	const clock = new Clock();
	const start = clock.now();
	const day = clock.sleep(86_400_000);
	clock.scale = 3_600_000;
	await clock.sleep(7_200_000);
	expect(clock.now() - start).toBeGreaterThanOrEqual(7_200_000);
	clock.scale = 86_400_000;
	await day;
	expect(clock.now() - start).toBeGreaterThanOrEqual(86_400_000);
	expect(clock.nextDue).toBeUndefined();
});

test('a delay that Node cannot count does not end at once', async () => {
	const clock = new Clock(0.001);
	let ended = false;
	clock.schedule(7_200_000, () => (ended = true));
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(ended).toBe(false);
	clock.clear();
});

test.each([-1, NaN, Infinity])('%p is no scale', (scale) => {
	const clock = new Clock();
	expect(() => (clock.scale = scale)).toThrow(RangeError);
	expect(() => new Clock(scale)).toThrow(RangeError);
	expect(clock.scale).toBe(1);
});
