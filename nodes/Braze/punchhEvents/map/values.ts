import { isEmpty } from '../../../shared/values/json';
import { readNumber } from '../../../shared/values/number';
import { readPhone } from '../../../shared/values/phone/readPhone';
import type { PhoneRegion } from '../../../shared/values/phone/regions';
import { dayIn, toIso } from '../../../shared/values/times';
import { isStorableTime } from '../../send/track/checks/times';

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
	nonbinary: 'O',
	'prefer not to say': 'P',
};

/** Where phone numbers without a calling code belong, if that is known. */
type Home = PhoneRegion | undefined;

const CONVERTERS: Record<ValueKind, (value: unknown, home: Home) => unknown> = {
	asIs: (value) => value,
	date: (value) => (typeof value === 'string' ? toDate(value.trim()) : value),
	day: (value) => dayIn(String(value).trim()),
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

/** What is wrong with a value that does not fit, where there is more to say than that. */
const NO_FIT: Partial<Record<ValueKind, string>> = {
	date: 'it is not a date, or the day does not exist',
	day: 'it is not a date, or the day does not exist',
	number: 'it is not a number',
};

const NO_COUNTRY = "it has no calling code, and 'Country of Phone Numbers' is not set";

/** The warning for a value that does not fit, e.g. a phone number without a known country. */
export function notSent(
	{ from, to, kind }: { from: string[]; to: string; kind: ValueKind },
	home: Home,
	isRemoved = false,
): string {
	const why = kind === 'phone' ? noPhone(home) : (NO_FIT[kind] ?? noMeaning(to));
	return `'${from[0]}' is not sent, because ${why}${isRemoved ? '; the old value is removed' : ''}`;
}

function noPhone(home: Home): string {
	if (home === undefined) return NO_COUNTRY;
	return `it is not a valid phone number with the calling code +${home.code}: see 'Country of Phone Numbers'`;
}

const noMeaning = (to: string) => `Braze would not understand it as ${to}`;

/** A date or time as Braze stores it; undefined if it would be plain text. */
function toDate(text: string): string | undefined {
	const iso = toIso(text);
	return isStorableTime(iso) ? iso : undefined;
}

function toList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return String(value)
		.split(',')
		.map((element) => element.trim())
		.filter((element) => element !== '');
}
