import { LogPace } from '../../../../nodes/shared/webhook/log';

test('the first is said at once, the others when it is time, with their number', () => {
	const pace = new LogPace();
	expect([pace.due('a', 0), pace.due('a', 1), pace.due('a', 9_999)]).toEqual([1, 0, 0]);
	expect(pace.due('b', 9_999)).toBe(1);
	expect([pace.due('a', 10_000), pace.due('a', 10_001), pace.due('a', 20_000)]).toEqual([3, 0, 2]);
});
