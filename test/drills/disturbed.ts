import { setTimeout as sleep } from 'node:timers/promises';

import { freshEvents, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';

const CONNECTIONS = 50;

/** A sender that got no 200 goes on so much later, so that it does not only fail faster. */
const PAUSE_MS = 250;

/** The answer to an event that was taken. */
const TAKEN = 200;

/** Events by what their sender was told. */
export interface Sent {
	acknowledged: Envelope[];
	/** Those that got no 200, whatever else they got. */
	refused: Envelope[];
	/** What was answered to them; nothing where nobody answered. */
	refusals: Set<number>;
}

/** Has senders send one event after the other until what disturbs them is over. */
export async function sendUntil(
	url: string,
	over: Promise<void>,
	connections = CONNECTIONS,
): Promise<Sent> {
	const sent: Sent = { acknowledged: [], refused: [], refusals: new Set() };
	let isOver = false;
	const sendOn = async () => {
		while (!isOver) {
			const [event] = freshEvents(1);
			const status = await statusOf(url, event);
			if (status === TAKEN) {
				sent.acknowledged.push(event);
				continue;
			}
			sent.refused.push(event);
			if (status !== undefined) sent.refusals.add(status);
			await sleep(PAUSE_MS);
		}
	};
	const senders = Array.from({ length: connections }, sendOn);
	await over.finally(() => (isOver = true));
	await Promise.all(senders);
	return sent;
}

/**
 * Sends events again until all are taken, as Punchh does.
 *
 * @param tries at most; Punchh makes up to seven
 * @returns those that got no 200 in the end
 */
export async function sendAgain(url: string, events: Envelope[], tries = 1): Promise<Envelope[]> {
	const waiting = [...events];
	const left: Envelope[] = [];
	const sendOn = async () => {
		for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
			if ((await statusOf(url, event)) !== TAKEN) left.push(event);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, sendOn));
	return left.length > 0 && tries > 1 ? await sendAgain(url, left, tries - 1) : left;
}

/** What was answered to an event; nothing when the receiver was gone. */
async function statusOf(url: string, event: Envelope): Promise<number | undefined> {
	return await sendEvent(url, 'hmacSha256', event).then(
		({ status }) => status,
		() => undefined,
	);
}
