import { Pace } from '../../../../nodes/shared/http/pace';
import { Progress } from '../../../../nodes/shared/operations/progress';
import { stoppedClock } from '../../../harness/time';

const clock = stoppedClock();

test('a pause holds back all calls, and a longer one made meanwhile holds them longer', async () => {
	const pace = new Pace();
	let sent = 0;
	const call = async () => {
		await pace.ready();
		sent++;
	};
	await Promise.all([call(), call()]);
	expect(sent).toBe(2);

	pace.hold(1_000);
	const waiting = [call(), call()];
	await clock.pass(500);
	pace.hold(2_000);
	await clock.pass(1_999);
	expect(sent).toBe(2);
	await clock.pass(1);
	await Promise.all(waiting);
	expect(sent).toBe(4);
});

test('a shorter pause does not shorten a longer one', async () => {
	const pace = new Pace();
	let isReady = false;
	pace.hold(1_000);
	pace.hold(10);
	void pace.ready().then(() => (isReady = true));
	await clock.pass(999);
	expect(isReady).toBe(false);
	await clock.pass(1);
	expect(isReady).toBe(true);
});

test('a long run says every ten seconds how far it is, and a short one nothing', () => {
	const lines: string[] = [];
	const logger = { info: (line: string) => lines.push(line) };
	const short = new Progress(logger, 'Short', 2);
	short.count(true);
	short.count(true);
	expect(lines).toEqual([]);

	const long = new Progress(logger, 'Long', 4);
	long.count(true);
	clock.advance(10_000);
	long.count(false);
	long.count(true);
	long.count(true);
	expect(lines).toEqual([
		'Long: 2 of 4 items done, 1 of them failed',
		'Long: 4 of 4 items done, 1 of them failed',
	]);
});
