import type { Json } from '../../../shared/json';
import type { Profile, SubscriptionState } from '../profiles/profile';
import type { BrazeState } from '../state';

/**
 * What Braze keeps for an address or a number rather than for a user: the state of e-mail, and the
 * states of subscription groups. (Braze: managing subscriptions, SMS subscription groups)
 */

/** Addresses that were unsubscribed have a list of their own. */
export function noteUnsubscribe(state: BrazeState, { attributes }: Profile): void {
	if (typeof attributes.email !== 'string') return;
	if (attributes.email_subscribe === 'unsubscribed') {
		state.workspace.unsubscribes.set(attributes.email, state.now());
	} else state.workspace.unsubscribes.delete(attributes.email);
}

/**
 * Sets a user's state in a subscription group. In a group of numbers it is the number's: everybody
 * with the number has it, and it stays with the number when nobody has that any more.
 */
export function subscribe(
	state: BrazeState,
	profile: Profile,
	group: string,
	wanted: SubscriptionState,
): void {
	state.store.subscribe(profile, group, wanted);
	const { phone } = profile.attributes;
	if (phone === undefined || !isOfNumbers(state, group)) return;
	for (const one of state.store.byContact('phone', phone)) {
		state.store.subscribe(one, group, wanted);
	}
	keepForNumber(state, String(phone), profile);
}

/**
 * What follows from an e-mail address or number that a write has changed.
 *
 * @param before the attributes that count, ahead of the write
 * @param object the write; what it says of subscriptions counts before anything else
 */
export function contactsChanged(
	state: BrazeState,
	profile: Profile,
	before: { email?: unknown; phone?: unknown },
	object: Json,
): void {
	const { email, phone } = profile.attributes;
	if ('email_subscribe' in object) spreadState(state, profile);
	else if (email !== undefined && email !== before.email) newEmail(state, profile, before.email);
	if (phone !== undefined && phone !== before.phone) newNumber(state, profile, String(phone));
}

/** The state of an address is that of all who have it. (Braze: duplicate emails) */
function spreadState(state: BrazeState, profile: Profile): void {
	const { email, email_subscribe: written } = profile.attributes;
	noteUnsubscribe(state, profile);
	if (email === undefined) return;
	for (const one of state.store.byContact('email', email)) {
		if (one !== profile) state.store.write(one, 'email_subscribe', written);
	}
}

/** A setting of the workspace resubscribes; without it, the state of others with the address counts. */
function newEmail(state: BrazeState, profile: Profile, before: unknown): void {
	if (state.knobs.resubscribeNewEmail) {
		if (before === undefined) return;
		state.store.write(profile, 'email_subscribe', 'subscribed');
		return noteUnsubscribe(state, profile);
	}
	const [other] = state.store
		.byContact('email', profile.attributes.email)
		.filter((one) => one !== profile && one.attributes.email_subscribe !== undefined)
		.sort((one, another) => another.changed - one.changed);
	if (other !== undefined) {
		state.store.write(profile, 'email_subscribe', other.attributes.email_subscribe);
	}
}

/** A number that is known brings its states along; any other takes over those of the user. */
function newNumber(state: BrazeState, profile: Profile, number: string): void {
	for (const [group, known] of Object.entries(state.workspace.numbers.get(number) ?? {})) {
		state.store.subscribe(profile, group, known);
	}
	keepForNumber(state, number, profile);
}

function keepForNumber(state: BrazeState, number: string, { subscriptions }: Profile): void {
	const own = Object.entries(subscriptions).filter(([group]) => isOfNumbers(state, group));
	if (own.length > 0) state.workspace.numbers.set(number, Object.fromEntries(own));
}

/** Whether a subscription group is one of SMS or WhatsApp. */
export function isOfNumbers({ workspace }: BrazeState, group: string): boolean {
	return workspace.subscriptionGroups.some(
		({ id, channel }) => id === group && channel !== 'email',
	);
}
