import { isEmpty } from '../../shared/values/json';

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

const CONVERTERS: Record<ValueKind, (value: unknown, callingCode: string) => unknown> = {
	asIs: (value) => value,
	date: (value) => (typeof value === 'string' ? toIso(value) : value),
	day: (value) => /^\d{4}-\d{2}-\d{2}/.exec(String(value))?.[0],
	gender: (value) => {
		const gender = String(value).trim().toLowerCase();
		return Object.hasOwn(GENDERS, gender) ? GENDERS[gender] : undefined;
	},
	language: (value) => /^[a-z]{2}(?![a-z])/i.exec(String(value))?.[0].toLowerCase(),
	list: toList,
	number: (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined),
	phone: (value, callingCode) => toE164(String(value), callingCode),
	text: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
	textOfList: (value) => (Array.isArray(value) ? value.join(',') : value),
};

/** The value, converted; undefined when it is empty or does not fit. */
export function convert(value: unknown, kind: ValueKind, callingCode: string): unknown {
	return isEmpty(value) ? undefined : CONVERTERS[kind](value, callingCode);
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

/**
 * A phone number as Braze wants it (E.164). Punchh mostly stores national numbers without a country
 * code.
 *
 * @returns undefined when the country is unknown or the number is not valid
 */
export function toE164(phone: string, callingCode: string): string | undefined {
	const digits = phone.replace(/\D/g, '');
	const code = callingCode.replace(/\D/g, '');
	const isInternational = phone.trim().startsWith('+');
	if (!isInternational && code === '') return undefined;

	const national = digits.replace(/^0+/, '');
	const hasCode = isInternational || (national.startsWith(code) && national.length > 10);
	const full = hasCode ? national : code + national;
	return /^[1-9]\d{6,14}$/.test(full) ? `+${full}` : undefined;
}
