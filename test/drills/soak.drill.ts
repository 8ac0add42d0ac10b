import getPort from 'get-port';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DATA } from '../../playground/paths';
import { startStack, type Stack } from '../../playground/stack';
import type { Rule } from '../../sandbox/faults/rules';
import { freshEvents, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { PunchhWebhooks } from '../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../sandbox/shared/clock';
import { mean } from '../bench/calls.load';
import { register } from './exactlyOnce';
import { clickByHand, COUNTABLE, countRecorded } from './recorded';
import { ResidentMemory } from './residentMemory';

/** What goes wrong all the time. */
const FAULTS: Rule[] = [
	{ side: 'braze', path: '/users/track', share: 0.02, seed: 1, fault: { status: 503 } },
	{ side: 'braze', path: '/users/track', share: 0.02, seed: 2, fault: { cut: 'before' } },
	{ side: 'braze', path: '*', share: 0.05, seed: 3, fault: { delayMs: 2_000 } },
];

/** A twentieth comes twice, out of order. */
const DISTURBANCES = { duplicates: 0.05, reorderWindow: 20, connections: 100, keep: 1_000 };

/** Memory is flat if the second half needs at most so much more than the first. */
const MOST_GROWTH = 1.1;

const MOST_CLICKS = 5;

/** So long after the start memory still fills with what stays. */
const WARM_SHARE = 0.2;

/**
 * Events for an hour, duplicates and faults included, through the events example as shipped: nothing is
 * lost or doubled, and the memory of n8n does not grow.
 *
 * @param args for how many minutes, 60 when absent, and how many events a second, 40 when absent: half
 *   of what two cores take that also run Punchh and Braze
 */
export async function run([minutes = '60', rate = '40']: string[]): Promise<void> {
	const userFolder = join(DATA, 'drill-soak');
	const heapFile = join(userFolder, 'live-heap');
	await rm(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		n8nSettings: {
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
			NODE_OPTIONS: `--require ${join(__dirname, 'liveHeap.cjs')}`,
			LIVE_HEAP_FILE: heapFile,
		},
		say: () => {},
	});
	const sender = new PunchhWebhooks(new Clock(1));
	try {
		Object.assign(sender.knobs, DISTURBANCES);
		await register(sender, stack.webhookUrl);
		for (const fault of FAULTS) stack.sandbox.faults.add(fault);
		await soak(stack, sender, heapFile, Number(minutes) * 60_000, Number(rate));
	} finally {
		sender.close();
		await stack.stop();
	}
}

async function soak(
	stack: Stack,
	sender: PunchhWebhooks,
	heapFile: string,
	ms: number,
	rate: number,
) {
	const sent: Envelope[] = [];
	const send = async (forMs: number) => await sendFor(sender, sent, forMs, rate);
	const memory = new ResidentMemory(stack.n8n.pid);
	await send(ms);
	const resident = memory.report();
	const heap = liveHeap(heapFile);
	await sender.idle();
	stack.sandbox.faults.clear();
	console.log('When all was acknowledged:', countRecorded(stack.sandbox, sent));
	const { clicks, end } = await sendAgain(stack, sent);
	console.log(`After clicking ${clicks} times:`, end);
	console.log('MB that n8n held at most:', resident, 'its heap without garbage:', heap);
	if (end.missing + end.doubled > 0) throw new Error('Events are missing or doubled');
	if (heap.secondHalf > heap.firstHalf * MOST_GROWTH) throw new Error('The memory of n8n grows');
}

/** The means of both halves, in MB, after the time in which memory still fills with what stays. */
function liveHeap(file: string) {
	const all = readFileSync(file, 'utf8').trim().split('\n').map(Number);
	const warm = all.slice(Math.ceil(all.length * WARM_SHARE));
	const middle = warm.length >> 1;
	const meanOf = (some: number[]) => Math.round(mean(some));
	return { firstHalf: meanOf(warm.slice(0, middle)), secondHalf: meanOf(warm.slice(middle)) };
}

/** A run by hand sends up to 5,000 events again, so there is more than one to click for an hour. */
async function sendAgain(stack: Stack, sent: Envelope[]) {
	for (let clicks = 1; ; clicks++) {
		await clickByHand(stack);
		const end = countRecorded(stack.sandbox, sent);
		if (end.missing === 0 || clicks === MOST_CLICKS) return { clicks, end };
	}
}

/** Sends so many events a second, however long each takes. */
async function sendFor(sender: PunchhWebhooks, sent: Envelope[], ms: number, rate: number) {
	const beganAt = performance.now();
	for (let count = 0; performance.now() - beganAt < ms; ) {
		const due = Math.floor(((performance.now() - beganAt) / 1_000) * rate) - count;
		const events = freshEvents(due, COUNTABLE);
		for (const event of events) sender.publish(event);
		sent.push(...events);
		count += due;
		await sleep(100);
	}
}
