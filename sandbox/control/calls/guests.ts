import { z } from 'zod';

import type { Parts } from '../../parts/parts';
import { Refusal } from '../../punchh/api/call';
import { signUp, updateGuest } from '../../punchh/api/guests';
import type { Guest } from '../../punchh/api/types';
import type { Delivery } from '../../punchh/webhooks/types';
import { GUEST_PASSWORD } from '../../punchh/seed';
import { defineCall, found, Refused } from '../call';

/** What a person enters of a guest; an external ID is one of `customer_id`, as most brands have it. */
const FIELDS = {
	email: z.string(),
	first_name: z.string(),
	last_name: z.string(),
	phone: z.string(),
	external_source_id: z.string(),
};

const NEW_GUEST = z.strictObject({
	...FIELDS,
	phone: FIELDS.phone.optional(),
	external_source_id: FIELDS.external_source_id.optional(),
});

const CHANGED_GUEST = z.strictObject(FIELDS).partial();

/** As Punchh's APIs take it: what is left empty is not given. */
function asGiven(fields: Record<string, string | undefined>): Record<string, string> {
	const filled = Object.entries(fields).filter(([, value]) => value?.trim());
	const given = Object.fromEntries(filled) as Record<string, string>;
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

/** Who was signed up or changed, and how many webhooks Punchh tells it by a guest event. */
function withTold({ punchhWebhooks }: Parts, act: () => Guest): object {
	const lastId = Math.max(0, ...punchhWebhooks.deliveries.map(({ id }) => id));
	const { user_id } = act();
	const isNew = ({ id, eventName }: Delivery) => id > lastId && eventName === 'users';
	const told = punchhWebhooks.deliveries.filter(isNew).map(({ webhookId }) => webhookId);
	return { user_id, told: new Set(told).size };
}

export const GUEST_CALLS = [
	defineCall({
		method: 'POST',
		path: '/punchh/guests',
		about:
			'Signs a guest up, of which Punchh tells the webhooks: `{"email", "first_name", "last_name", "phone", "external_source_id"}`',
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
