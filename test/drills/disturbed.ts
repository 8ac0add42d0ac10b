import { setTimeout as sleep } from 'node:timers/promises';

import { freshEvents, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';

const CONNECTIONS = 50;

/** A sender that got no 200 goes on so much later, so that it does not only fail faster. */
const PAUSE_MS = 250;

/** Events by what their sender was told. */
export interface Sent {
	acknowledged: Envelope[];
	/** Those that got no 200, whatever else they got. */
	refused: Envelope[];
}

/** Has senders send one event after the other until what disturbs them is over. */
export async function sendUntil(
	url: string,
	over: Promise<void>,
	connections = CONNECTIONS,
): Promise<Sent> {
	const sent: Sent = { acknowledged: [], refused: [] };
	let isOver = false;
	const sendOn = async () => {
		while (!isOver) {
			const [event] = freshEvents(1);
			const isTaken = await isAnswered(url, event);
			(isTaken ? sent.acknowledged : sent.refused).push(event);
			if (!isTaken) await sleep(PAUSE_MS);
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
			if (!(await isAnswered(url, event))) left.push(event);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, sendOn));
	return left.length > 0 && tries > 1 ? await sendAgain(url, left, tries - 1) : left;
}

/** Whether the event got its 200; not when the receiver was gone. */
async function isAnswered(url: string, event: Envelope): Promise<boolean> {
	return await sendEvent(url, 'hmacSha256', event).then(
		({ status }) => status === 200,
		() => false,
	);
}
