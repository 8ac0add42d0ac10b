import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { eventKey } from '../../../nodes/Punchh/events/item';
import { shortKey } from '../../../nodes/shared/webhook/memory/seen';
import { freshEvents, type Envelope } from '../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../sandbox/punchh/webhooks/send';
import { sendAndCompare } from '../exactlyOnce';
import { publishTrigger, type PublishedTrigger } from '../instance';
import type { Cluster, Member } from './cluster';
import { ended } from './ended';

/** What became of copies that came to another process than the first one did. */
export interface Convergence {
	sent: number;
	missing: number;
	notDelivered: number;
	/** Copies that came at the same moment and passed. */
	passedAtOnce: number;
	/**
	 * Copies that came once the newest events were stored. Of the older ones some may pass: more events
	 * came within seconds than are stored.
	 */
	copiesOfOlder: number;
	passedOfOlder: number;
	copiesOfNewest: number;
	passedOfNewest: number;
	/** Copies of the newest that came to a process that was started anew. */
	passedAfterRestart: number;
	holds: boolean;
}

/** Half of what is stored. */
const NEWEST = 500;

const STORED_WITHIN_MS = 30_000;
const CONNECTIONS = 20;

/** Sends copies to other processes: at the same moment, later, and after a restart. */
export async function copiesApart(
	cluster: Cluster,
	credential: { id: string; name: string },
	parameters: IDataObject,
	count: number,
): Promise<Convergence> {
	const trigger = await publishTrigger(cluster, credential, 'copies apart', parameters);
	const { server, webhooks } = cluster;
	server.copies = 'apart';
	const events = freshEvents(count);
	const { missing, doubled, failed } = await sendAndCompare(cluster, trigger, events);
	await waitUntilStored(cluster, trigger, events.slice(-NEWEST));

	const takers = (event: Envelope) => [...(server.takenBy.get(event.content_id) ?? [])];
	const takenOnce = events.filter((event) => takers(event).length === 1);
	const other = (event: Envelope) => webhooks[1 - takers(event)[0]];
	const [older, newest] = [takenOnce.slice(0, -NEWEST), takenOnce.slice(-NEWEST)];
	const passedOf = async (copies: Envelope[], receiver: (event: Envelope) => Member) =>
		await passing(cluster, trigger, async () => await sendTo(receiver, trigger, copies));
	const passedOfOlder = await passedOf(older, other);
	const passedOfNewest = await passedOf(newest, other);
	// A copy that is dropped is acknowledged too, so the newest are so again.
	await waitUntilStored(cluster, trigger, newest);

	await webhooks[1].kill();
	await webhooks[1].start();
	const passedAfterRestart = await passedOf(newest, () => webhooks[1]);
	return {
		sent: count,
		missing: missing.length,
		notDelivered: failed,
		passedAtOnce: doubled.length,
		copiesOfOlder: older.length,
		passedOfOlder,
		copiesOfNewest: newest.length,
		passedOfNewest,
		passedAfterRestart,
		holds: missing.length + failed + passedOfNewest + passedAfterRestart === 0,
	};
}

/** How many events start the workflow while something is sent. */
async function passing(
	cluster: Cluster,
	{ id }: PublishedTrigger,
	send: () => Promise<void>,
): Promise<number> {
	const count = async () =>
		(await ended(cluster, id)).reduce((sum, { contentIds }) => sum + contentIds.length, 0);
	const before = await count();
	await send();
	return (await count()) - before;
}

/** Sends events in their order to a process for each, whose answer has to be a 200. */
async function sendTo(
	receiver: (event: Envelope) => Member,
	{ url }: PublishedTrigger,
	events: Envelope[],
): Promise<void> {
	const { pathname } = new URL(url);
	const left = [...events].reverse();
	const sendOn = async () => {
		for (let event = left.pop(); event !== undefined; event = left.pop()) {
			const member = receiver(event);
			const { status } = await sendEvent(member.url + pathname, 'hmacSha256', event);
			if (status !== 200) throw new Error(`${member.name} answered ${status} to a copy`);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, sendOn));
}

/** The triggers store what they have seen a little later, which the workflow's static data show. */
async function waitUntilStored(
	{ client }: Cluster,
	{ id }: PublishedTrigger,
	events: Envelope[],
): Promise<void> {
	const keys = events.map((event) => shortKey(eventKey(event as IDataObject)!));
	const deadline = Date.now() + STORED_WITHIN_MS;
	for (;;) {
		const { staticData } = (await client.getWorkflow(id)) as { staticData?: IDataObject };
		const text = JSON.stringify(staticData ?? {});
		const missing = keys.filter((key) => !text.includes(key)).length;
		if (missing === 0) return;
		if (Date.now() > deadline)
			throw new Error(`${missing} of ${keys.length} events are not stored`);
		await sleep(500);
	}
}
