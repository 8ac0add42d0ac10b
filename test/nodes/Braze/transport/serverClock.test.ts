import { ServerClock } from '../../../../nodes/Braze/transport/serverClock';
import type { Outcome } from '../../../../nodes/shared/http/send';
import { jumpingClock } from '../../../harness/jumpingClock';

const clock = jumpingClock();

const HOUR = 3_600_000;

const reply = (date?: string): Outcome => ({
	kind: 'reply',
	status: 200,
	headers: { date },
	body: {},
});

const dateIn = (ms: number) => new Date(clock.nowMs() + ms).toUTCString();

test('the last answer that says the time counts, with what has passed since', () => {
	const server = new ServerClock();
	server.note(reply(dateIn(HOUR)));
	server.note(reply(dateIn(-HOUR)));
	for (const more of [reply(), reply('soon')]) server.note(more);
	server.note({ kind: 'fault', code: 'ECONNRESET', sent: true });
	clock.pass(5_000);
	expect(server.nowMs()).toBe(clock.nowMs() - HOUR);
	clock.step(HOUR);
	expect(server.nowMs()).toBe(clock.nowMs() - 2 * HOUR);
});

test('until one does, it is that of this machine', () => {
	const server = new ServerClock();
	server.note(reply());
	clock.step(HOUR);
	expect(server.nowMs()).toBe(clock.nowMs());
});
