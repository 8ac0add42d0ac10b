import { randomBytes } from 'node:crypto';
import { z } from 'zod';

import { bytesOf, isObject, type Json } from '../../../shared/json';
import { named, type Identifier } from '../profiles/find';
import type { Profile } from '../profiles/profile';
import type { BrazeState } from '../state';
import { writeAttributes } from '../track/attributes';
import { refusalsOf } from '../track/checks';
import { INVENTED } from '../wordings';
import { refusal, success, type Answer, type Call } from './endpoint';
import { alias, email, hasOneOf, jsonObject, MOST_ENTRIES, prioritization, text } from './inputs';

const MOST_PROPERTIES_BYTES = 51_200;
const RECIPIENT_KEYS = ['external_user_id', 'user_alias', 'email'];

/** Braze's own sample has empty text where there are no properties. */
const properties = z
	.unknown()
	.transform((value): Json => (isObject(value) ? value : {}))
	.refine(
		(value) => bytesOf(value) <= MOST_PROPERTIES_BYTES,
		INVENTED.tooLong('trigger_properties'),
	);

const RECIPIENT = z
	.object({
		external_user_id: text.optional(),
		user_alias: alias.optional(),
		email: email.optional(),
		prioritization: prioritization.optional(),
		trigger_properties: properties,
		context: properties,
		canvas_entry_properties: properties,
		send_to_existing_only: z.boolean().default(true),
		attributes: jsonObject.optional(),
	})
	.refine(
		(recipient) => hasOneOf(RECIPIENT_KEYS, recipient),
		INVENTED.exactlyOne(RECIPIENT_KEYS.map((key) => `'${key}'`).join(', ')),
	)
	.refine(
		({ email: address, prioritization: order }) => address === undefined || order !== undefined,
		INVENTED.required('prioritization'),
	)
	.refine(
		({ send_to_existing_only: existing, attributes, user_alias: given }) =>
			existing || (attributes !== undefined && given === undefined),
		INVENTED.attributesNeeded,
	);

/** The body of both triggers, without the ID of what is triggered. */
export const TRIGGER = z.object({
	send_id: text.optional(),
	trigger_properties: properties,
	context: properties,
	canvas_entry_properties: properties,
	broadcast: z.boolean().default(false),
	audience: jsonObject.optional(),
	recipients: z.array(RECIPIENT).max(MOST_ENTRIES).optional(),
});

type Recipient = z.output<typeof RECIPIENT>;
type Trigger = z.output<typeof TRIGGER>;

/** Writes recipients' attributes first, then hands the send to the webhooks, but for paused ones. */
export function trigger(
	state: BrazeState,
	kind: 'campaign' | 'canvas',
	id: string,
	order: Trigger,
	{ request }: Call,
): Answer {
	const messages = kind === 'campaign' ? state.workspace.campaigns : state.workspace.canvases;
	const message = messages.find((one) => one.id === id);
	const isTriggerable = message !== undefined && message.is_api_campaign !== false;
	if (!isTriggerable) return refusal(INVENTED.unknown(kind));
	const given = order.recipients ?? [];
	if (given.length === 0 && !order.broadcast && order.audience === undefined) {
		return refusal(INVENTED.broadcast);
	}
	const bad = given.find((recipient) => !isWritable(state, recipient));
	if (bad !== undefined) return refusal(INVENTED.invalid('attributes'));

	const shared = propertiesOf(order);
	const recipients =
		given.length > 0
			? recipientsOf(state, given, shared, request)
			: state.profiles.map((profile) => ({ profile, properties: shared }));
	const dispatchId = newDispatchId();
	const isOff = message.paused === true || message.archived === true;
	if (!isOff) {
		for (const { profile } of recipients) {
			state.store.receive(profile, { kind, id, name: message.name });
		}
		state.onTrigger({ kind, id, dispatchId, recipients });
	}
	const notice = isOff && kind === 'canvas' ? { notice: INVENTED.canvasPaused } : {};
	return success({ dispatch_id: dispatchId, ...notice });
}

/** Of a user who is named twice the last entry counts; who does not exist gets nothing. */
function recipientsOf(state: BrazeState, given: Recipient[], shared: Json, request: number) {
	const byProfile = new Map<Profile, { profile: Profile; properties: Json }>();
	given.forEach((recipient, index) => {
		const profile = named(state.store, identifierOf(recipient)) ?? make(state, recipient);
		const place = { request, array: 'recipients', index };
		if (profile === undefined) return state.drop(place, 'no such user, or several');
		writeAttributes(state, profile, recipient.attributes ?? {}, (why) => state.drop(place, why));
		const own = { ...shared, ...propertiesOf(recipient) };
		byProfile.set(profile, { profile, properties: own });
	});
	return [...byProfile.values()];
}

/** Attributes of a recipient are checked as those of /users/track. */
function isWritable(state: BrazeState, { attributes, external_user_id: id }: Recipient): boolean {
	if (attributes === undefined) return true;
	return (
		refusalsOf(state, 'attributes', { ...attributes, external_id: id ?? 'somebody' }).length === 0
	);
}

function identifierOf(recipient: Recipient): Identifier {
	const {
		external_user_id: externalId,
		user_alias: given,
		email: address,
		prioritization: order,
	} = recipient;
	return { externalId, alias: given, email: address, prioritization: order };
}

/** A new user, where the recipient asks for one. */
function make({ store }: BrazeState, recipient: Recipient): Profile | undefined {
	const { send_to_existing_only: existing, external_user_id: id, email: address } = recipient;
	if (existing) return undefined;
	if (id !== undefined) return store.create({ external_id: id });
	const isNobody = address !== undefined && store.byContact('email', address).length === 0;
	return isNobody ? store.create({ attributes: { email: address } }) : undefined;
}

/** A Canvas has its properties under `context`, before that under another name. */
function propertiesOf(given: {
	trigger_properties: Json;
	canvas_entry_properties: Json;
	context: Json;
}): Json {
	return { ...given.trigger_properties, ...given.canvas_entry_properties, ...given.context };
}

/** 32 hex digits; one for all recipients of a call. */
export function newDispatchId(): string {
	return randomBytes(16).toString('hex');
}
