import { z } from 'zod';

import type { Parts } from '../../parts/parts';
import { Refusal } from '../../punchh/api/call';
import { signUp, updateGuest } from '../../punchh/api/guests';
import type { Guest } from '../../punchh/api/types';
import { labelOf } from '../../punchh/webhooks/catalogue';
import { GUEST_PASSWORD } from '../../punchh/seed';
import { defineCall, found, Refused } from '../call';

/** What a person enters of a guest; an external ID is one of `customer_id`, as most brands have it. */
const FIELDS = {
	email: z.string(),
	first_name: z.string(),
	last_name: z.string(),
	phone: z.string(),
	external_source_id: z.string(),
	marketing_email_subscription: z.boolean(),
	marketing_pn_subscription: z.boolean(),
	sms_subscription: z.boolean(),
};

const CHANGED_GUEST = z.strictObject(FIELDS).partial();

const NEW_GUEST = CHANGED_GUEST.required({ email: true, first_name: true, last_name: true });

/** As Punchh's APIs take it: what is left empty is not given. */
function asGiven(fields: z.infer<typeof CHANGED_GUEST>): Record<string, string | boolean> {
	const isFilled = (value?: string | boolean) =>
		typeof value === 'string' ? value.trim() !== '' : value !== undefined;
	const filled = Object.entries(fields).filter(([, value]) => isFilled(value));
	const given = Object.fromEntries(filled);
	return given.external_source_id ? { ...given, external_source: 'customer_id' } : given;
}

/**
 * Does what a call of Punchh's APIs does, events included.
 *
 * @throws Refused with what Punchh says of each field
 */
function orRefused<T>({ changes }: Parts, act: () => T): T {
	try {
		return act();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { errors = {} } = error.error.body as { errors?: Record<string, string[]> };
		throw new Refused(error.error.status, Object.values(errors).flat().join('; '));
	} finally {
		changes.note('punchh');
	}
}

/** Who was signed up or changed, how many webhooks Punchh tells of it, and by which events. */
function withTold({ punchhWebhooks }: Parts, act: () => Guest): object {
	const lastId = Math.max(0, ...punchhWebhooks.deliveries.map(({ id }) => id));
	const { user_id } = act();
	const sent = punchhWebhooks.deliveries.filter(({ id }) => id > lastId);
	const labels = sent.map(({ eventName, eventType }) => labelOf(eventName, eventType));
	const webhooks = new Set(sent.map(({ webhookId }) => webhookId));
	return { user_id, told: webhooks.size, events: [...new Set(labels)] };
}

export const GUEST_CALLS = [
	defineCall({
		method: 'POST',
		path: '/punchh/guests',
		about:
			'Signs a guest up, of which Punchh tells the webhooks: `{"email", "first_name", "last_name", "phone", "external_source_id", "marketing_email_subscription", "marketing_pn_subscription", "sms_subscription"}`',
		body: NEW_GUEST,
		handle: (parts, { body }) => {
			const user = { ...asGiven(body), password: GUEST_PASSWORD };
			return withTold(parts, () => orRefused(parts, () => signUp(parts.punchh, user, 'WebEmail')));
		},
	}),
	defineCall({
		method: 'PATCH',
		path: '/punchh/guests/:id',
		about: 'Changes a guest, of which Punchh tells the webhooks; fields as for a new one',
		body: CHANGED_GUEST,
		handle: (parts, { id, body }) => {
			const guest = found(parts.punchh.findGuest(id), 'guest');
			return withTold(parts, () => {
				orRefused(parts, () => updateGuest(parts.punchh, guest, asGiven(body)));
				return guest;
			});
		},
	}),
];
