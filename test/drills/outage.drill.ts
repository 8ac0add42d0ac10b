import getPort from 'get-port';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DATA } from '../../playground/paths';
import { startStack, type Stack } from '../../playground/stack';
import type { Rule } from '../../sandbox/faults/rules';
import { freshEvents, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { PunchhWebhooks } from '../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../sandbox/shared/clock';
import { register } from './exactlyOnce';
import { clickByHand, COUNTABLE, countRecorded } from './recorded';

/** How Braze is away, one after the other. */
const AWAY: Array<[what: string, fault: Rule['fault']]> = [
	['answers 503', { status: 503 }],
	['ends connections before it has applied a request', { cut: 'before' }],
	[
		'answers 429, to be asked again in ten minutes',
		{ status: 429, headers: { 'x-ratelimit-retry-after': '600' } },
	],
];

/** An event every so often. */
const PAUSE_MS = 500;

/** What people do by hand is done after this time, which is longer than the schedule of the example takes. */
const SCHEDULE_MS = 11 * 60_000;

/**
 * Braze is away for ten minutes while events come, and back: with the examples as shipped, each event is
 * recorded once, by the schedule of *Send again what was not recorded*, or by one click in it.
 *
 * @param args for how many minutes Braze is away, 10 when absent
 */
export async function run([minutes = '10']: string[]): Promise<void> {
	const userFolder = join(DATA, 'drill-outage');
	await rm(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		say: () => {},
	});
	try {
		await outage(stack, Number(minutes) * 60_000);
	} finally {
		await stack.stop();
	}
}

async function outage(stack: Stack, awayMs: number): Promise<void> {
	const { sandbox } = stack;
	const sender = await senderTo(stack.webhookUrl);
	const sent: Envelope[] = [];
	const sendFor = async (ms: number) => {
		const endsAt = performance.now() + ms;
		while (performance.now() < endsAt) {
			const [event] = freshEvents(1, COUNTABLE);
			sent.push(event);
			sender.publish(event);
			await sleep(PAUSE_MS);
		}
	};
	try {
		await sendFor(10_000);
		for (const [what, fault] of AWAY) {
			sandbox.faults.clear();
			sandbox.faults.add({ side: 'braze', path: '*', fault });
			console.log(`Braze ${what} ...`);
			await sendFor(awayMs / AWAY.length);
		}
		sandbox.faults.clear();
		console.log('Braze is back ...');
		await sendFor(10_000);
		await sender.idle();
	} finally {
		sender.close();
	}
	await compareInTheEnd(stack, sent);
}

async function senderTo(webhookUrl: string): Promise<PunchhWebhooks> {
	const webhooks = new PunchhWebhooks(new Clock(1));
	Object.assign(webhooks.knobs, { connections: 50, keep: 100_000 });
	await register(webhooks, webhookUrl);
	return webhooks;
}

/** Waits for the schedule, then clicks once, and counts. */
async function compareInTheEnd(stack: Stack, sent: Envelope[]): Promise<void> {
	const counted = () => countRecorded(stack.sandbox, sent);
	console.log('When all was acknowledged:', counted());
	await sleep(SCHEDULE_MS);
	console.log('After the schedule:', counted());
	await clickByHand(stack);
	const end = counted();
	console.log('After one click:', end);
	if (end.missing + end.doubled > 0) throw new Error('Events are missing or doubled');
}
