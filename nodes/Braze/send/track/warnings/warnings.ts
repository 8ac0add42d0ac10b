import type { IDataObject } from 'n8n-workflow';

import { isShortened, shortenedWarning } from '../../../../shared/values/identifiers';
import { isEmpty, isObject } from '../../../../shared/values/json';
import { isHarmless, warnOfAttribute, warnOfScalars, warnOfSize } from './attributeWarnings';
import { hasCountryCode, NO_COUNTRY_CODE } from '../../../identity/phones';
import { identifierTypeOf, PRIMARY_IDENTIFIERS } from '../../../identity/user';
import { FLAGS, SILENT_LIMITS } from '../checks/limits';
import { STANDARD_FIELDS } from '../checks/standardFields';
import { msOf } from '../checks/times';
import type { TrackArray, TrackObject, Warn } from '../objects/types';

/** What is known about an object in addition to its content. */
interface ObjectFacts {
	/** Length of its JSON: if that is small, no part of it is too large. */
	bytes: number;
	nowMs: number;
}

/** Looks for what Braze accepts and then silently loses or changes; adds a sentence for each. */
type WarningCheck = (body: IDataObject, warn: Warn, facts: ObjectFacts) => void;

const CHECKS: Record<TrackArray, WarningCheck[]> = {
	attributes: [identifiers, number, alias, attributes],
	events: [identifiers, number, time, properties, size],
	purchases: [identifiers, number, currency, time, properties],
};

/** Warns about everything in the object that Braze would silently lose or change. */
export function findWarnings({ array, body }: TrackObject, facts: ObjectFacts, warn: Warn): void {
	for (const check of CHECKS[array]) check(body, warn, facts);
}

/** Free text may be anything, but nobody gives people such IDs. */
function identifiers({ external_id: id, user_alias: given }: IDataObject, warn: Warn): void {
	const text = isObject(given) ? given.alias_name : id;
	if (typeof text === 'string' && isShortened(text)) warn(shortenedWarning(text));
}

/** What is recorded for somebody else cannot be taken back. */
function number(body: IDataObject, warn: Warn): void {
	if (isNumberOfAny(body))
		warn(`'phone' (${shorten(body.phone)}) has no country code: ${NO_COUNTRY_CODE}`);
}

/** Whether the user is found by a phone number that may be one of any country. */
function isNumberOfAny(body: IDataObject): boolean {
	const { phone } = body;
	return typeof phone === 'string' && identifierTypeOf(body) === 'phone' && !hasCountryCode(phone);
}

/** If the flag is missing, Braze assumes true for an alias and false for any other identifier. */
function alias({ user_alias: given, _update_existing_only: flag }: IDataObject, warn: Warn): void {
	if (isObject(given) && flag === undefined) {
		warn(
			"an unknown 'user_alias' gets no profile and loses this object: set '_update_existing_only' to false to create one",
		);
	}
}

/** Keys that are not attributes, or for which Braze reports an error. */
const NOT_CHECKED: ReadonlySet<string> = new Set<string>([
	...FLAGS,
	...PRIMARY_IDENTIFIERS,
	'push_tokens',
	'subscription_groups',
]);

function attributes(body: IDataObject, warn: Warn, { bytes }: ObjectFacts): void {
	const merges = body._merge_objects === true;
	const isWarnedOf = isNumberOfAny(body);
	for (const name in body) {
		const value = body[name];
		if (NOT_CHECKED.has(name) || (isWarnedOf && name === 'phone')) continue;
		if (Object.hasOwn(STANDARD_FIELDS, name)) {
			standardField(name, value, warn);
		} else {
			warnOfAttribute(`'${name}'`, value, merges, warn);
			if (bytes > SILENT_LIMITS.nestedBytes) warnOfSize(`'${name}'`, value, warn);
		}
	}
}

function standardField(name: string, value: unknown, warn: Warn): void {
	const { fits, otherwise } = STANDARD_FIELDS[name];
	if (isEmpty(value) || fits(value)) return;
	warn(`'${name}' (${shorten(value)}) ${otherwise}`);
}

let currencies: ReadonlySet<string> | undefined;

function currency({ currency: given }: IDataObject, warn: Warn): void {
	currencies ??= new Set(Intl.supportedValuesOf('currency'));
	if (!currencies.has(String(given))) {
		warn(`'currency' (${shorten(given)}) is not a currency in use: Braze may not accept it`);
	}
}

function time({ time: value }: IDataObject, warn: Warn, { nowMs }: ObjectFacts): void {
	const ms = msOf(String(value));
	if (ms - nowMs > SILENT_LIMITS.futureMs) {
		warn(`'time' (${String(value)}) is in the future: Braze replaces it with the time of arrival`);
	} else if (nowMs - ms > SILENT_LIMITS.pastMs) {
		warn(
			`'time' (${String(value)}) is more than a year ago: old events can still trigger campaigns`,
		);
	}
}

function properties({ properties: given }: IDataObject, warn: Warn): void {
	if (!isObject(given)) return;
	for (const name in given) {
		const value = given[name];
		if (isHarmless(value)) continue;
		warnOfScalars(`property '${name}'`, value, warn);
		if (Array.isArray(value) && value.some(isDateTime)) {
			warn(`property '${name}' is an array with dates: Braze does not accept dates in arrays`);
		}
	}
}

function size(_body: IDataObject, warn: Warn, { bytes }: ObjectFacts): void {
	if (bytes > SILENT_LIMITS.cautiousPropertiesBytes) {
		warn(
			`its properties may be over ${SILENT_LIMITS.cautiousPropertiesBytes / 1_024} KB, which Braze does not accept in every workspace`,
		);
	}
}

/** A date with a time of day; a date alone in an array is text to Braze. */
function isDateTime(value: unknown): boolean {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value);
}

function shorten(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
