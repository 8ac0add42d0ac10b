/** How a value of Punchh becomes one of Braze. */
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

/** Whether Punchh says nothing with it. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Punchh's words for a gender, in Braze's letters; others are left out. */
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
		const word = String(value).trim().toLowerCase();
		return Object.hasOwn(GENDERS, word) ? GENDERS[word] : undefined;
	},
	language: (value) => /^[a-z]{2}(?![a-z])/i.exec(String(value))?.[0].toLowerCase(),
	list: toList,
	number: (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined),
	phone: (value, callingCode) => toE164(String(value), callingCode),
	text: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
	textOfList: (value) => (Array.isArray(value) ? value.join(',') : value),
};

/** The value in its kind; undefined when there is none, or when it does not fit. */
export function convert(value: unknown, kind: ValueKind, callingCode: string): unknown {
	return isBlank(value) ? undefined : CONVERTERS[kind](value, callingCode);
}

/** Punchh writes some times as `2026-03-14 12:32:00 -0400`, which Braze takes for mere text. */
const TIME_WITH_BLANKS = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2}):?(\d{2})$/;

/** A time in ISO 8601; other text as it is. */
export function toIso(text: string): string {
	return text.replace(TIME_WITH_BLANKS, '$1T$2$3:$4');
}

function toList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return String(value)
		.split(',')
		.map((element) => element.trim())
		.filter((element) => element !== '');
}

/**
 * A phone number as Braze wants it (E.164). Punchh mostly keeps national numbers, without a country.
 *
 * @returns undefined when the country is not known or the number cannot be one
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
