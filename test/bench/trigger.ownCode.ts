import { randomUUID } from 'node:crypto';

import { freshEvents } from '../../sandbox/punchh/webhooks/events';
import { authHeaders } from '../../sandbox/punchh/webhooks/send';
import { compiled } from './compiled';
import { printWhereTimeGoes } from './ownCode.profile';
import { URL, type Call } from './trigger.takeEvent';
import type * as TakeEvent from './trigger.takeEvent';

const SOURCE = 'test/bench/trigger.takeEvent';

const ROUNDS = 15;
const EVENTS = 5_000;

/**
 * Prints what an event costs in our own code, next to what it cannot do without: the CPU time of the
 * best of the rounds, in which all take their turns.
 */
export async function ownCode(rounds = ROUNDS): Promise<void> {
	const calls = freshEvents(EVENTS).map((event) => callOf(JSON.stringify(event)));
	const forged = calls.map(({ rawBody, headers }) => ({
		rawBody,
		headers: { ...headers, authorization: `hmac ${randomUUID().replaceAll('-', '').repeat(2)}` },
	}));
	const { bare, least, ours } = await compiled<typeof TakeEvent>(SOURCE);
	const subjects = [
		{ name: 'bare HMAC and JSON.parse', calls, work: () => bare, us: Infinity },
		{ name: 'the least that it promises', calls, work: least, us: Infinity },
		{ name: 'verify, read, filter, look up', calls, work: ours, us: Infinity },
		{ name: 'a forged call', calls: forged, work: ours, us: Infinity },
	];
	for (let round = 0; round < rounds; round++) {
		for (const subject of subjects) {
			subject.us = Math.min(subject.us, await cpuPerCall(subject.calls, subject.work()));
		}
	}
	const [{ us: floor }] = subjects;
	console.table(
		Object.fromEntries(
			subjects.map(({ name, us }) => [
				name,
				{ 'µs per event': us.toFixed(1), ratio: (us / floor).toFixed(2) },
			]),
		),
	);
	await printWhereTimeGoes(SOURCE, async () => {
		for (let round = 0; round < rounds; round++) await cpuPerCall(calls, ours());
	});
}

function callOf(body: string): Call {
	return { headers: authHeaders('hmacSha256', URL, body), rawBody: Buffer.from(body) };
}

async function cpuPerCall(calls: Call[], work: (call: Call) => unknown): Promise<number> {
	const before = process.cpuUsage();
	for (const call of calls) await work(call);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / calls.length;
}
