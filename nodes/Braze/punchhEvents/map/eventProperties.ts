import type { IDataObject } from 'n8n-workflow';

import { blankOutText, isSecretField } from '../../../Punchh/events/blankOut';
import type { PunchhItem } from '../../../Punchh/events/item';
import { isEmpty, isObject } from '../../../shared/values/json';
import { readNumber } from '../../../shared/values/number';
import { parsedText } from '../../../shared/values/parseExact';
import { isNoDay, toIso } from '../../../shared/values/times';
import { RESERVED_PROPERTIES } from '../../send/track/checks/limits';
import { firstValue } from '../read';
import type { FieldRule, MapChoices } from '../types';
import {
	ADAPTER_COUPON_EVENTS,
	ADAPTER_LEAVES_OUT,
	ADAPTER_PROPERTIES,
	FLATTENED_NAMES,
	isNumberField,
	RECOMMENDED_LEAVES_OUT,
	ZERO_IS_NONE,
} from './propertyTable';
import { convert, notSent } from './values';

/**
 * The properties of the custom event that a Punchh event becomes.
 *
 * @param warn hears of values that cannot be sent
 */
export function eventProperties(
	event: PunchhItem,
	choices: MapChoices,
	warn: (warning: string) => void,
): IDataObject {
	const extra = choices.extraFields.filter(({ target }) => target === 'property');
	const properties: IDataObject = {
		...(choices.preset === 'adapter'
			? adapterOf(event, choices, warn)
			: recommendedOf(event, warn)),
		...pick(extra, [event.payload, event], choices, warn),
	};
	for (const name of choices.dropFields) delete properties[name];
	return withoutReserved(properties);
}

/** Everything in the event except the guest: inner objects flattened, times in ISO 8601. */
function recommendedOf(event: PunchhItem, warn: (warning: string) => void): IDataObject {
	// A map, because assigning to an object would lose a key called __proto__.
	const properties = new Map<string, unknown>();
	const add = (name: string, value: unknown) => {
		const isNone = isEmpty(value) || (ZERO_IS_NONE.has(name) && readNumber(value) === 0);
		if (isNone || RECOMMENDED_LEAVES_OUT.has(name)) return;
		const known = Object.hasOwn(FLATTENED_NAMES, name) ? FLATTENED_NAMES[name] : name;
		if (isSecretField(known)) return;
		if (typeof value === 'string' && isNoDay(value)) {
			warn(`'${known}' is not sent, because the day does not exist: ${value}`);
			return;
		}
		properties.set(known, withoutSecrets(value, known, asWritten));
	};
	for (const [name, value] of Object.entries(event.payload)) {
		if (RECOMMENDED_LEAVES_OUT.has(name)) continue;
		const inner = name === 'additional_properties' ? parsedText(value) : value;
		if (!isObject(inner)) {
			add(name, inner);
			continue;
		}
		for (const [key, innerValue] of Object.entries(inner)) {
			const isLeftOut = RECOMMENDED_LEAVES_OUT.has(key) || isSecretField(key);
			if (!isLeftOut) add(flattenedName(name, key), innerValue);
		}
	}
	if (!isEmpty(event.content_id)) properties.set('content_id', event.content_id);
	if (!isEmpty(event.action)) properties.set('action', event.action);
	return Object.fromEntries(properties) as IDataObject;
}

/** `redemption_code` and `status` make `redemption_code_status`; `redemption_code_id` stays. */
function flattenedName(outer: string, inner: string): string {
	return inner.startsWith(outer) ? inner : `${outer}_${inner}`;
}

/** Amounts and counts as numbers, times in ISO 8601; any other text unchanged. */
function asWritten(text: string, name: string): unknown {
	return isNumberField(name) ? (readNumber(text) ?? text) : (toIso(text) ?? text);
}

/**
 * A copy with nothing private at any depth.
 *
 * @param name of the field that has the value
 * @param write what becomes of a text in a field
 */
function withoutSecrets(
	value: unknown,
	name = '',
	write: (text: string, name: string) => unknown = (text) => text,
): unknown {
	if (typeof value === 'string') return write(blankOutText(value), name);
	if (Array.isArray(value)) return value.map((inner) => withoutSecrets(inner, name, write));
	if (!isObject(value) || typeof value.toJSON === 'function') return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !isSecretField(key))
			.map(([key, inner]) => [key, withoutSecrets(inner, key, write)]),
	);
}

/** What the adapter sends: the fields of its samples, or all fields if there is no sample. */
function adapterOf(
	event: PunchhItem,
	choices: MapChoices,
	warn: (warning: string) => void,
): IDataObject {
	const rules = ADAPTER_PROPERTIES[event.event];
	if (rules) {
		const picked = pick(rules, [event.payload], choices, warn);
		return withoutSecrets(picked) as IDataObject;
	}

	const isCoupon = ADAPTER_COUPON_EVENTS.has(String(event.event_name).trim().toLowerCase());
	const kept = Object.entries(event.payload).filter(([name, value]) => {
		const isKept = !ADAPTER_LEAVES_OUT.has(name) || (isCoupon && name === 'user_id');
		return value !== null && isKept && !isSecretField(name);
	});
	return Object.fromEntries(
		kept.map(([name, value]) => [
			name,
			isCoupon && name === 'redeemable' ? onlyId(value) : withoutSecrets(value),
		]),
	) as IDataObject;
}

function onlyId(redeemable: IDataObject[string]): IDataObject[string] {
	return isObject(redeemable) ? { redeemable_id: redeemable.redeemable_id } : redeemable;
}

function pick(
	rules: FieldRule[],
	places: unknown[],
	{ phoneHome }: MapChoices,
	warn: (warning: string) => void,
): IDataObject {
	const picked: IDataObject = {};
	for (const rule of rules) {
		const value = firstValue(places, rule.from);
		const converted = convert(value, rule.kind, phoneHome);
		if (converted !== undefined) picked[rule.to] = converted as IDataObject[string];
		else if (value !== undefined) warn(notSent(rule, phoneHome));
	}
	return picked;
}

/** Names that Braze reserves get the prefix `punchh_`. */
function withoutReserved(properties: IDataObject): IDataObject {
	const reserved: readonly string[] = RESERVED_PROPERTIES.events;
	return Object.fromEntries(
		Object.entries(properties).map(([name, value]) => [
			reserved.includes(name) || name.startsWith('$') ? `punchh_${name.replace(/^\$+/, '')}` : name,
			value,
		]),
	);
}
