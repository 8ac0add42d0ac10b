import type { IDataObject } from 'n8n-workflow';

import { guestFieldsOf, isGuestEvent, type PunchhItem } from '../../Punchh/events/item';
import { ATTRIBUTES, SUBSCRIPTIONS } from './attributeTable';
import { PRESETS } from './presets';
import { firstValue } from './read';
import type { AttributeRule, MapChoices } from './types';
import { convert, notSent } from './values';

/** Says whether a field of the guest may be sent, and whether Punchh reports it as changed. */
interface Changes {
	mayBeSent(rule: Pick<AttributeRule, 'from' | 'always'>): boolean;
	hasChanged(fields: readonly string[]): boolean;
}

/**
 * The attributes that an event writes to its guest's profile; empty if there are none.
 *
 * @param warn hears of values that cannot be sent
 */
export function guestAttributes(
	event: PunchhItem,
	choices: MapChoices,
	warn: (warning: string) => void,
): IDataObject {
	const changes = changesOf(event, choices);
	if (changes === undefined) return {};
	const guestFields = guestFieldsOf(event);
	const places = [guestFields, event.payload, event];
	const { removesEmptied } = PRESETS[choices.preset];
	const attributes: IDataObject = {};
	for (const rule of rulesOf(choices)) {
		if (!changes.mayBeSent(rule)) continue;
		const value = valueOf(places, rule);
		const converted = convert(value, rule.kind, choices.phoneHome);
		if (converted !== undefined) {
			attributes[rule.to] = converted as IDataObject[string];
			continue;
		}
		const isRemoved = value === undefined ? removesEmptied : choices.unreadable === 'remove';
		if (isRemoved && isGuestEvent(event) && changes.hasChanged(rule.from)) {
			attributes[rule.to] = null;
		}
		if (value !== undefined) warn(notSent(rule, attributes[rule.to] === null));
	}
	Object.assign(attributes, subscriptionsOf(guestFields, choices, changes));
	for (const name of choices.dropFields) delete attributes[name];
	return attributes;
}

function valueOf(places: unknown[], { from, earliest }: AttributeRule): unknown {
	if (!earliest) return firstValue(places, from);
	const times = from.map((field) => firstValue(places, [field])).filter(isTime);
	return times.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
}

function isTime(value: unknown): value is string {
	return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function rulesOf({ preset, extraFields }: MapChoices): AttributeRule[] {
	const own = ATTRIBUTES.filter(({ presets }) => presets.includes(preset));
	const extra = extraFields.filter(({ target }) => target === 'attribute');
	return [...own, ...extra.map((rule) => ({ ...rule, presets: [preset] }))];
}

/** Undefined if the event must not write any attributes. */
function changesOf(event: PunchhItem, { attributes }: MapChoices): Changes | undefined {
	if (attributes === 'none') return undefined;
	if (attributes === 'changed' && !isGuestEvent(event)) return undefined;

	const { previous_changes: names } = event.payload;
	const isUpdate = isGuestEvent(event) && event.action === 'update' && Array.isArray(names);
	const changed = new Set(isUpdate ? (names as unknown[]).map(String) : []);
	const hasChanged = (fields: readonly string[]) =>
		fields.some((field) => changed.has(field.split('.')[0]));
	const onlyChanged = attributes === 'changed' && isUpdate;
	return {
		hasChanged,
		mayBeSent: ({ from, always }) => !onlyChanged || always === true || hasChanged(from),
	};
}

/** Subscription states, in Braze's fields and in the subscription groups that the user named. */
function subscriptionsOf(
	guestFields: IDataObject,
	{ subscriptions, emailGroupId, smsGroupId }: MapChoices,
	changes: Changes,
): IDataObject {
	const result: IDataObject = {};
	const isWanted = (state?: string) =>
		state !== undefined && (subscriptions === 'all' || subscriptions === state);

	for (const { to, optIn, optOut } of SUBSCRIPTIONS) {
		const from = optOut === undefined ? [optIn] : [optIn, optOut];
		const state = stateOf(guestFields[optIn], optOut && guestFields[optOut]);
		if (isWanted(state) && changes.mayBeSent({ from })) result[to] = state;
	}
	const groups = [
		{ id: emailGroupId, optIn: SUBSCRIPTIONS[0].optIn, optOut: SUBSCRIPTIONS[0].optOut },
		{ id: smsGroupId, optIn: 'sms_subscription', optOut: undefined },
	].flatMap(({ id, optIn, optOut }) => {
		const state = stateOf(guestFields[optIn], optOut && guestFields[optOut]);
		const isSent = id !== '' && changes.mayBeSent({ from: optOut ? [optIn, optOut] : [optIn] });
		return isSent && state ? [{ subscription_group_id: id, subscription_state: state }] : [];
	});
	if (groups.length > 0) result.subscription_groups = groups;
	return result;
}

/** Never `opted_in`: Punchh does not say how a guest agreed. */
function stateOf(optIn: unknown, optOut: unknown): 'subscribed' | 'unsubscribed' | undefined {
	if (optOut === true || optIn === false) return 'unsubscribed';
	return optIn === true ? 'subscribed' : undefined;
}
