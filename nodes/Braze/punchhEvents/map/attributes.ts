import type { IDataObject } from 'n8n-workflow';

import { namesAnother } from '../../../Punchh/events/envelope';
import { lowered } from '../../../Punchh/events/families';
import { guestFieldsOf, isGuestEvent, type PunchhItem } from '../../../Punchh/events/item';
import { readFlag } from '../../../shared/values/flag';
import { isEmpty } from '../../../shared/values/json';
import { momentOf } from '../../../shared/values/times';
import { isDeactivated, placeholderReason } from '../../../Punchh/events/placeholders';
import { PUNCHH_USER_ID } from '../../identity/profiles/links';
import { firstValue } from '../read';
import type { AttributeRule, MapChoices, Preset } from '../types';
import {
	ATTRIBUTES,
	SUBSCRIPTION_GROUPS,
	SUBSCRIPTIONS,
	type SubscriptionRule,
} from './attributeTable';
import { PRESETS } from './presets';
import { convert, notSent } from './values';

/** Says whether a field of the guest may be sent, and whether Punchh reports it as changed. */
interface Changes {
	mayBeSent(rule: Pick<AttributeRule, 'from' | 'always'>): boolean;
	hasChanged(fields: readonly string[]): boolean;
}

/** Of an event that is not about the guest itself. */
const NO_CHANGES: Changes = { mayBeSent: () => false, hasChanged: () => false };

/**
 * The attributes that an event writes to its guest's profile; empty if there are none.
 *
 * @param guest how Braze knows the guest, e.g. by an address, and whether nothing was written there yet
 * @param warn hears of values that cannot be sent
 */
export function guestAttributes(
	event: PunchhItem,
	choices: MapChoices,
	{ identifier, isNew }: { identifier: IDataObject; isNew: boolean },
	warn: (warning: string) => void,
): IDataObject {
	const changes = changesOf(event, choices);
	if (changes === undefined) return {};
	const guestFields = guestFieldsOf(event);
	const ofPayload = namesAnother(event.payload) ? [] : [event.payload];
	const [ofGuest, everywhere] = [[guestFields], [guestFields, ...ofPayload, event]];
	const { removesEmptied } = PRESETS[choices.preset];
	const attributes: IDataObject = {};
	for (const rule of rulesOf(choices)) {
		if (!changes.mayBeSent(rule)) continue;
		const value = valueOf(rule.everywhere === true ? everywhere : ofGuest, rule);
		const why = placeholderReason(rule.to, value);
		if (why !== undefined) {
			warn(`'${rule.from[0]}' is not sent, because ${why}`);
			continue;
		}
		const converted = convert(value, rule.kind, choices.phoneHome);
		if (converted !== undefined) {
			attributes[rule.to] = converted as IDataObject[string];
			continue;
		}
		const isRemoved = value === undefined ? removesEmptied : choices.unreadable === 'remove';
		if (isRemoved && isGuestEvent(event) && changes.hasChanged(rule.from)) {
			attributes[rule.to] = null;
		}
		if (value !== undefined) warn(notSent(rule, choices.phoneHome, attributes[rule.to] === null));
	}
	const sent = { ...identifier, ...attributes };
	const stateOf = stateReader(event, { sent, isNew }, changes);
	Object.assign(attributes, subscriptionsOf(choices, stateOf));
	warnOfOptIns(choices, stateOf, changes, warn);
	for (const name of choices.dropFields) delete attributes[name];
	return attributes;
}

/**
 * The Punchh user ID as the attribute that a Canvas needs to address the guest in Punchh; undefined if
 * the user does not want it.
 */
export function userIdAttribute(
	{ guest }: PunchhItem,
	choices: MapChoices,
): IDataObject[string] | undefined {
	if (choices.attributes === 'none' || choices.dropFields.has(PUNCHH_USER_ID)) return undefined;
	if (placeholderReason(PUNCHH_USER_ID, guest.user_id) !== undefined) return undefined;
	const { kind } = rulesOf(choices)
		.filter(({ to }) => to === PUNCHH_USER_ID)
		.at(-1)!;
	return convert(guest.user_id, kind, choices.phoneHome) as IDataObject[string] | undefined;
}

function valueOf(places: unknown[], { from, earliest }: AttributeRule): unknown {
	if (!earliest) return firstValue(places, from);
	const times = from.flatMap((field) => {
		const value = firstValue(places, [field]);
		const ms = typeof value === 'string' ? momentOf(value) : undefined;
		return ms === undefined ? [] : [{ value, ms }];
	});
	return times.sort((one, other) => one.ms - other.ms)[0]?.value;
}

const OWN_RULES = Object.fromEntries(
	(['recommended', 'adapter'] as const).map((preset) => [
		preset,
		ATTRIBUTES.filter(({ presets }) => presets.includes(preset)),
	]),
) as Record<Preset, AttributeRule[]>;

function rulesOf({ preset, extraFields }: MapChoices): AttributeRule[] {
	const extra = extraFields.filter(({ target }) => target === 'attribute');
	return [
		...OWN_RULES[preset],
		...extra.map((rule) => ({ ...rule, presets: [preset], everywhere: true })),
	];
}

/** Undefined if the event must not write any attributes. */
function changesOf(event: PunchhItem, { attributes }: MapChoices): Changes | undefined {
	if (attributes === 'none') return undefined;
	if (attributes === 'changed' && !isGuestEvent(event)) return NO_CHANGES;

	const { previous_changes: names } = event.payload;
	const isUpdate =
		isGuestEvent(event) && lowered(event.action) === 'update' && Array.isArray(names);
	const changed = new Set(isUpdate ? (names as unknown[]).map(String) : []);
	const hasChanged = (fields: readonly string[]) =>
		fields.some((field) => changed.has(field.split('.')[0]));
	const onlyChanged = attributes === 'changed' && isUpdate;
	return {
		hasChanged,
		mayBeSent: ({ from, always }) => !onlyChanged || always === true || hasChanged(from),
	};
}

type State = 'subscribed' | 'unsubscribed';

/** The state to send for a rule; undefined if there is none, or nothing has changed. */
type StateOf = (rule: SubscriptionRule) => State | undefined;

/** Subscription states, in Braze's fields and in the subscription groups that the user named. */
function subscriptionsOf(choices: MapChoices, stateOf: StateOf): IDataObject {
	const result: IDataObject = {};
	for (const rule of SUBSCRIPTIONS) {
		const state = stateOf(rule);
		const isWanted = choices.subscriptions === 'all' || choices.subscriptions === state;
		if (isWanted && state !== undefined) result[rule.to] = state;
	}
	const groups = SUBSCRIPTION_GROUPS.flatMap((rule) => {
		const id = choices[rule.group];
		const state = id === '' ? undefined : stateOf(rule);
		return state ? [{ subscription_group_id: id, subscription_state: state }] : [];
	});
	if (groups.length > 0) result.subscription_groups = groups;
	return result;
}

/** A guest who agrees again is easily taken for somebody whom Braze may write to again. */
function warnOfOptIns(
	choices: MapChoices,
	stateOf: StateOf,
	changes: Changes,
	warn: (warning: string) => void,
): void {
	if (choices.subscriptions !== 'unsubscribed') return;
	for (const rule of SUBSCRIPTIONS) {
		const { optIn, optOut = optIn } = rule;
		const hasAgreed = changes.hasChanged([optIn, optOut]) && stateOf(rule) === 'subscribed';
		const isOfGroup = ({ group, ...other }: (typeof SUBSCRIPTION_GROUPS)[number]) =>
			other.optIn === optIn && choices[group] !== '';
		const isWanted = !choices.dropFields.has(rule.to) && !SUBSCRIPTION_GROUPS.some(isOfGroup);
		if (!hasAgreed || !isWanted) continue;
		warn(
			`the guest has agreed to '${optIn}', which is not passed on: a profile that is unsubscribed in Braze stays so, unless 'Subscription States' is 'Subscribed and Unsubscribed'`,
		);
	}
}

/**
 * Reads the states of a guest. An opt-out goes along with every new address or number, because Braze
 * takes a new profile for subscribed, and can be set to resubscribe whoever changes the address
 * ("Resubscribe users when they update their email"); and with the first that is written to a profile,
 * which may have been there before. Who is deactivated has opted out of everything.
 *
 * @param sent the identifier and the attributes that are sent
 * @param isNew whether nothing was written to the profile yet, as far as is known
 */
function stateReader(
	event: PunchhItem,
	{ sent, isNew: isFirst }: { sent: IDataObject; isNew: boolean },
	changes: Changes,
): StateOf {
	const guest = guestFieldsOf(event);
	const hasLeft = isDeactivated(guest);
	return ({ optIn, optOut, contact }) => {
		const state = hasLeft ? 'unsubscribed' : readState(guest[optIn], optOut && guest[optOut]);
		const isNew = isFirst || (contact !== undefined && !isEmpty(sent[contact]));
		const goesAlong = state === 'unsubscribed' && (isNew || (hasLeft && isGuestEvent(event)));
		const from = optOut === undefined ? [optIn] : [optIn, optOut];
		return goesAlong || changes.mayBeSent({ from }) ? state : undefined;
	};
}

/** Whether an event says if its guest has opted out of anything, and that is sent. */
export function tellsStates(event: PunchhItem, choices: MapChoices): boolean {
	const isSent = choices.subscriptions !== 'none' && !choices.dropFields.has(SUBSCRIPTIONS[0].to);
	if (!isSent) return false;
	const guest = guestFieldsOf(event);
	const fields = [...SUBSCRIPTIONS, ...SUBSCRIPTION_GROUPS].flatMap(({ optIn, optOut }) =>
		optOut === undefined ? [optIn] : [optIn, optOut],
	);
	return isDeactivated(guest) || fields.some((field) => readFlag(guest[field]) !== undefined);
}

/** Never `opted_in`: Punchh does not say how a guest agreed. */
function readState(optIn: unknown, optOut: unknown): State | undefined {
	const [agrees, refuses] = [readFlag(optIn), readFlag(optOut)];
	if (refuses === true || agrees === false) return 'unsubscribed';
	return agrees === true ? 'subscribed' : undefined;
}
