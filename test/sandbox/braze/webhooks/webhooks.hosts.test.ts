import type { MessageInput } from '../../../../sandbox/braze/webhooks/types';
import { fastForward } from '../../../../sandbox/shared/sending';
import { clock, receiver, register, send, webhooks } from './webhooks.setup';

describe('unhealthy hosts', () => {
	const MINUTE = 60_000;

	/** Sends to so many users and waits for the first attempt of each. */
	async function burst(count: number): Promise<void> {
		send(count);
		await webhooks.quiet();
	}

	/** Statuses of the first attempts of the newest so many messages. */
	const newest = (count: number) =>
		webhooks.log.slice(-count).map(({ attempts }) => attempts[0].status);

	beforeEach(() => {
		webhooks.knobs.connections = 1;
		webhooks.knobs.unhealthyThreshold = 5;
		register();
	});

	test.each([408, 429, 502, 503, 504, 529])(
		'%i counts: one too many in a minute',
		async (status) => {
			receiver.script = () => status;
			await burst(8);
			expect(newest(8)).toEqual([...Array(6).fill(status), 598, 598]);
			expect(receiver.received).toHaveLength(6);
			expect(webhooks.log[7].attempts[0].error).toContain('unhealthy');
		},
	);

	test.each([500, 404, 200])('%i does not count', async (status) => {
		receiver.script = () => status;
		await burst(12);
		expect(newest(12)).toEqual(Array(12).fill(status));
	});

	test.each([
		[true, [...Array(6).fill(599), 598, 598]],
		[false, Array(8).fill(599)],
	])('no answer counts: %p', async (unhealthyByNoAnswer, statuses) => {
		webhooks.knobs.unhealthyByNoAnswer = unhealthyByNoAnswer;
		receiver.script = () => 'cut';
		await burst(8);
		expect(newest(8)).toEqual(statuses);
	});

	test('after a minute it is called again', async () => {
		receiver.script = () => 503;
		await burst(7);
		clock.advance(MINUTE - 1);
		receiver.script = () => 200;
		await burst(1);
		expect(newest(1)).toEqual([598]);
		clock.advance(1);
		await webhooks.quiet();
		await burst(1);
		expect(newest(1)).toEqual([200]);
		await fastForward(clock, webhooks);
		expect(webhooks.log.map(({ state }) => state)).toEqual(Array(9).fill('DELIVERED'));
	});

	test('still bad: it is left alone for another minute', async () => {
		receiver.script = () => 503;
		await burst(7);
		clock.advance(MINUTE);
		await webhooks.quiet();
		await burst(1);
		expect(newest(1)).toEqual([598]);
	});

	test('failures over more than a minute do not count together', async () => {
		receiver.script = () => 429;
		webhooks.knobs.unhealthyThreshold = 2;
		for (let count = 0; count < 4; count++) {
			await burst(1);
			clock.advance(45_000);
			await webhooks.quiet();
			webhooks.log.length = 0;
		}
		expect(receiver.received.length).toBeGreaterThan(4);
	});

	test('other hosts are called', async () => {
		receiver.script = () => 503;
		await burst(7);
		register({ id: 'other', url: `${receiver.origin.replace('127.0.0.1', 'localhost')}/other` });
		send(1, { id: 'other' });
		await webhooks.quiet();
		expect(newest(1)).toEqual([503]);
	});
});

describe('bad input', () => {
	test.each<[Partial<MessageInput>, RegExp]>([
		[{ method: 'PATCH' as 'POST' }, /^Braze does not send PATCH requests$/],
		[{ keyValues: {} }, /^A message has a raw body or key-value pairs, not both$/],
		[{ url: '{% if %}' }, /^The Liquid of the URL cannot be read: /],
		[{ headers: { 'X-A': '{{ x | no_such }}' } }, /^The Liquid of the header X-A cannot be read: /],
		[{ body: '{% no_such %}' }, /^The Liquid of the body cannot be read: /],
	])('%j', (changes, message) => {
		expect(() => register(changes)).toThrow(message);
		expect(webhooks.messages).toEqual([]);
	});

	test('a message that does not exist', () => {
		expect(() => webhooks.remove('none')).toThrow('There is no message none');
	});
});

test('the log keeps the newest', async () => {
	webhooks.knobs.keep = 2;
	register();
	send(5);
	await webhooks.idle();
	expect(webhooks.log.map(({ id }) => id)).toEqual([4, 5]);
});

test('removed messages are not sent, reset ones neither', async () => {
	register();
	webhooks.remove(webhooks.messages[0].messageApiId);
	send();
	register();
	receiver.script = () => 500;
	send();
	await webhooks.quiet();
	webhooks.reset();
	expect([webhooks.log, webhooks.messages, webhooks.pending]).toEqual([[], [], 0]);
	expect(clock.nextDue).toBeUndefined();
});
