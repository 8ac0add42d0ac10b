import type { Stack } from '../../playground/stack';
import type { Sandbox } from '../../sandbox';
import type { Envelope } from '../../sandbox/punchh/webhooks/events';

/** A run that sends again what is left may take so long. */
const CLICK_MS = 30 * 60_000;

const AGAIN = 'send-again-what-was-not-recorded';

/** What becomes an event in Braze, so that it can be counted there. */
export const COUNTABLE = { loyalty_checkin: 1, redemption: 1, reward: 1 };

/** How many events were sent, and how many of them Braze has not, or more than once. */
export interface Recorded {
	sent: number;
	missing: number;
	doubled: number;
}

/** Counts events in Braze by their content_id. */
export function countRecorded({ braze }: Sandbox, sent: Envelope[]): Recorded {
	const times = new Map(sent.map(({ content_id: contentId }) => [contentId, 0]));
	for (const { events } of braze.profiles) {
		for (const { properties } of events) {
			const contentId = String((properties as { content_id?: unknown }).content_id);
			if (times.has(contentId)) times.set(contentId, times.get(contentId)! + 1);
		}
	}
	const counts = [...times.values()];
	return {
		sent: counts.length,
		missing: counts.filter((count) => count === 0).length,
		doubled: counts.filter((count) => count > 1).length,
	};
}

/** Has the example send again what is left, as one click at *By hand* does, and waits for its end. */
export async function clickByHand({ client, workflows }: Stack): Promise<void> {
	const { id } = workflows[AGAIN];
	await client.endAfter(id, async () => await client.runFrom(id, 'By hand'), CLICK_MS);
}
