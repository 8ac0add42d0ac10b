import { isEmpty } from '../../shared/values/json';
import { readNumber } from '../../shared/values/number';
import { readPhone } from '../../shared/values/phone/readPhone';
import type { PhoneRegion } from '../../shared/values/phone/regions';

/** How a Punchh value is turned into a Braze value. */
export type ValueKind =
	| 'asIs'
	| 'date'
	| 'day'
	| 'gender'
	| 'language'
	| 'list'
	| 'number'
	| 'phone'
	| 'text'
	| 'textOfList';

/** Braze's letter for each gender that Punchh names; others are left out. */
const GENDERS: Record<string, string> = {
	female: 'F',
	f: 'F',
	male: 'M',
	m: 'M',
	other: 'O',
	'non-binary': 'O',
	'prefer not to say': 'P',
};

/** Where phone numbers without a calling code belong, if that is known. */
type Home = PhoneRegion | undefined;

const CONVERTERS: Record<ValueKind, (value: unknown, home: Home) => unknown> = {
	asIs: (value) => value,
	date: (value) => (typeof value === 'string' ? toIso(value) : value),
	day: (value) => /^\d{4}-\d{2}-\d{2}/.exec(String(value))?.[0],
	gender: (value) => {
		const gender = String(value).trim().toLowerCase();
		return Object.hasOwn(GENDERS, gender) ? GENDERS[gender] : undefined;
	},
	language: (value) => /^[a-z]{2}(?![a-z])/i.exec(String(value))?.[0].toLowerCase(),
	list: toList,
	number: readNumber,
	phone: (value, home) => readPhone(String(value), home),
	text: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
	textOfList: (value) => (Array.isArray(value) ? value.join(',') : value),
};

/** The value, converted; undefined when it is empty or does not fit. */
export function convert(value: unknown, kind: ValueKind, home: Home): unknown {
	return isEmpty(value) ? undefined : CONVERTERS[kind](value, home);
}

/** The warning for a value that does not fit, e.g. a phone number without a known country. */
export function notSent(
	{ from, to, kind }: { from: string[]; to: string; kind: ValueKind },
	isRemoved = false,
): string {
	const why =
		kind === 'phone'
			? "it is no phone number of its country: see 'Country of Phone Numbers'"
			: `Braze would not understand it as ${to}`;
	return `'${from[0]}' is not sent, because ${why}${isRemoved ? '; the old value is removed' : ''}`;
}

/** Punchh writes some times as `2026-03-14 12:32:00 -0400`, which Braze treats as plain text. */
const TIME_WITH_SPACES = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2}):?(\d{2})$/;

/** A time in ISO 8601; any other text unchanged. */
export function toIso(text: string): string {
	return text.replace(TIME_WITH_SPACES, '$1T$2$3:$4');
}

function toList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return String(value)
		.split(',')
		.map((element) => element.trim())
		.filter((element) => element !== '');
}
