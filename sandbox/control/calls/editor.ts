import { z } from 'zod';

import type { Parts } from '../../parts/parts';
import { isSelected } from '../../punchh/webhooks/catalogue';
import { freshEventOf } from '../../punchh/webhooks/events';
import { keptAnswer } from '../../punchh/webhooks/retries';
import { sendEvent } from '../../punchh/webhooks/send';
import { addressOf } from '../../punchh/webhooks/sender';
import type { Attempt, Webhook } from '../../punchh/webhooks/types';
import { defineCall, Refused } from '../call';
import { shownAttempt, type ShownAttempt } from '../shown';
import { CHOICES } from './webhooks';

/** Where n8n serves a published workflow, and the same one while its editor waits for an event. */
const PRODUCTION = '/webhook/';
const TEST = '/webhook-test/';

/** The Test URL that belongs to a Production URL of n8n; undefined when it is another address. */
function testUrlOf(webhook: Webhook): string | undefined {
	const url = addressOf(webhook);
	if (url.includes(TEST)) return url;
	return url.includes(PRODUCTION) ? url.replace(PRODUCTION, TEST) : undefined;
}

/** Sends an event once; who waits in the editor is there to see it, so that nothing is tried again. */
async function sendOnce({ clock }: Parts, url: string, webhook: Webhook, event: object) {
	const at = clock.now();
	const attempt: Attempt = { number: 1, at, tookMs: 0 };
	const { authentication, secrets } = webhook;
	try {
		const { status, body } = await sendEvent(url, authentication, event, secrets);
		return shownAttempt({ ...attempt, status, answer: keptAnswer(body) });
	} catch (error) {
		return shownAttempt({ ...attempt, error: (error as Error).message });
	}
}

export const EDITOR_CALLS = [
	defineCall({
		method: 'POST',
		path: '/events/editor',
		about:
			'Sends an event to the editor of n8n, once: to the Test URL of each active webhook that has selected it and goes to a Production URL (`/webhook/`): `{"event"}`',
		body: z.strictObject({ event: z.enum(CHOICES) }),
		handle: async (parts, { body }) => {
			const event = freshEventOf(body.event);
			const sent: Array<{ webhook: string; url: string; attempt: ShownAttempt }> = [];
			for (const webhook of parts.punchhWebhooks.webhooks) {
				const url = testUrlOf(webhook);
				const isWanted = webhook.state === 'ACTIVE' && isSelected(webhook.events, event);
				if (url === undefined || !isWanted) continue;
				const attempt = await sendOnce(parts, url, webhook, event);
				sent.push({ webhook: webhook.name, url, attempt });
			}
			if (sent.length > 0) return { sent };
			throw new Refused(
				409,
				'No active webhook that has selected this event goes to a Production URL of n8n (/webhook/...): under Webhooks, register the Production URL of your workflow',
			);
		},
	}),
];
