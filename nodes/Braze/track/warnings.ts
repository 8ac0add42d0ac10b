import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import { parseTime } from './checks';
import { FLAGS, PRIMARY_IDENTIFIERS, SILENT_LIMITS } from './limits';
import type { TrackArray, TrackObject } from './types';

type Warn = (text: string) => void;

/** What is known about an object beside its content. */
interface Circumstances {
	/** Length of its JSON: what is small as a whole has no part that is too large. */
	bytes: number;
	nowMs: number;
}

/** Looks for what Braze takes and then loses or changes without a word; adds a sentence for each. */
type Watch = (body: IDataObject, warn: Warn, circumstances: Circumstances) => void;

const WATCHES: Record<TrackArray, Watch[]> = {
	attributes: [standardFields, customAttributes],
	events: [time, properties, size],
	purchases: [time, properties],
};

/** Returns a sentence for everything in the object that Braze would silently lose or change. */
export function findWarnings({ array, body }: TrackObject, circumstances: Circumstances): string[] {
	const warnings: string[] = [];
	for (const watch of WATCHES[array]) watch(body, (text) => warnings.push(text), circumstances);
	return warnings;
}

/** Standard fields that Braze checks by itself and leaves out or empties when they do not fit. */
const STANDARD_FIELDS: Record<string, { fits: (value: string) => boolean; otherwise: string }> = {
	time_zone: { fits: isTimeZone, otherwise: 'is no IANA time zone: Braze ignores it' },
	country: {
		fits: (value) => /^[A-Za-z]{2}$/.test(value),
		otherwise: 'is no ISO 3166-1 alpha-2 code: Braze guesses the country or empties it',
	},
	language: {
		fits: (value) => /^[A-Za-z]{2}$/.test(value),
		otherwise: 'is no ISO 639-1 code: Braze may ignore it',
	},
	dob: {
		fits: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
		otherwise: 'is no date as YYYY-MM-DD: Braze may ignore it',
	},
	gender: {
		fits: (value) => ['M', 'F', 'O', 'N', 'P'].includes(value),
		otherwise: 'is none of M, F, O, N and P: Braze may ignore it',
	},
	phone: {
		fits: (value) => /^\+[1-9]\d{6,14}$/.test(value),
		otherwise: 'has no country code (E.164): Braze may not take it for a phone number',
	},
};

const knownZones = new Map<string, boolean>();

function isTimeZone(value: string): boolean {
	let known = knownZones.get(value);
	if (known === undefined) {
		try {
			known = Intl.DateTimeFormat(undefined, { timeZone: value }) !== undefined;
		} catch {
			known = false;
		}
		knownZones.set(value, known);
	}
	return known;
}

function standardFields(body: IDataObject, warn: Warn): void {
	for (const [name, { fits, otherwise }] of Object.entries(STANDARD_FIELDS)) {
		const value = body[name];
		if (value === undefined || value === null || value === '') continue;
		if (!fits(String(value))) warn(`'${name}' (${shorten(String(value))}) ${otherwise}`);
	}
}

const NOT_VALUES: ReadonlySet<string> = new Set<string>([...FLAGS, ...PRIMARY_IDENTIFIERS]);

function customAttributes(body: IDataObject, warn: Warn, { bytes }: Circumstances): void {
	const merges = body._merge_objects === true;
	for (const [name, value] of Object.entries(body)) {
		if (NOT_VALUES.has(name) || name === 'subscription_groups' || name === 'push_tokens') continue;
		attribute(`'${name}'`, value, merges, warn);
		if (bytes > SILENT_LIMITS.nestedBytes) attributeSize(`'${name}'`, value, warn);
	}
}

function attribute(name: string, value: unknown, merges: boolean, warn: Warn): void {
	if (typeof value !== 'object' || value === null) {
		scalar(name, value, warn);
		return;
	}
	if (Array.isArray(value) && !value.some(isObject)) {
		if (value.length > SILENT_LIMITS.arrayElements) {
			warn(`${name} has over ${SILENT_LIMITS.arrayElements} elements: Braze drops the oldest`);
		}
		for (const element of value) scalar(name, element, warn);
		return;
	}
	nested(name, value, merges, warn);
}

function attributeSize(name: string, value: unknown, warn: Warn): void {
	const isLarge = Buffer.byteLength(JSON.stringify(value)) > SILENT_LIMITS.nestedBytes;
	if (isLarge && typeof value === 'object') {
		warn(`${name} is larger than ${SILENT_LIMITS.nestedBytes / 1_000} KB: Braze drops it`);
	}
}

function scalar(name: string, value: unknown, warn: Warn): void {
	if (typeof value === 'string') {
		if (value.length > SILENT_LIMITS.text) {
			warn(`${name} is longer than ${SILENT_LIMITS.text} characters: Braze may cut or drop it`);
		}
	} else if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
		warn(`${name} is a number too large to be exact: send it as text`);
	}
}

/** One value that Braze cannot store loses the whole nested attribute. */
function nested(name: string, value: object, merges: boolean, warn: Warn): void {
	for (const [key, inner] of Object.entries(value) as Array<[string, unknown]>) {
		if (key === '$time') {
			if (!isStorableTime(inner))
				warn(`${name} has a '$time' that is no date: Braze drops it whole`);
		} else if (key.includes('.')) {
			warn(`${name} has a key with a dot ('${shorten(key)}'): Braze drops it whole`);
		} else if (inner === null && !merges) {
			warn(`${name} has a null in it and nothing is merged: Braze drops it whole`);
		} else if (typeof inner === 'object' && inner !== null) {
			nested(name, inner, merges, warn);
		} else {
			scalar(name, inner, warn);
		}
	}
}

function isStorableTime(value: unknown): boolean {
	const year = new Date(String(value)).getUTCFullYear();
	const [first, last] = SILENT_LIMITS.years;
	return year >= first && year <= last;
}

function time({ time: value }: IDataObject, warn: Warn, { nowMs }: Circumstances): void {
	const ms = parseTime(value);
	if (ms - nowMs > SILENT_LIMITS.futureMs) {
		warn(`'time' (${String(value)}) is in the future: Braze replaces it by the time of arrival`);
	} else if (nowMs - ms > SILENT_LIMITS.pastMs) {
		warn(
			`'time' (${String(value)}) is more than a year ago: old events can still set off campaigns`,
		);
	}
}

function properties({ properties: given }: IDataObject, warn: Warn): void {
	if (!isObject(given)) return;
	for (const [name, value] of Object.entries(given)) {
		const label = `property '${name}'`;
		if (!Array.isArray(value)) scalar(label, value, warn);
		else if (value.some(isDateTime)) {
			warn(`${label} is an array with dates: Braze does not take dates within arrays`);
		}
	}
}

function size(_body: IDataObject, warn: Warn, { bytes }: Circumstances): void {
	if (bytes > SILENT_LIMITS.cautiousPropertiesBytes) {
		warn(
			`its properties may be over ${SILENT_LIMITS.cautiousPropertiesBytes / 1_000} KB, which Braze does not take in every workspace`,
		);
	}
}

/** A date with a time of day; a mere date in an array is text to Braze. */
function isDateTime(value: unknown): boolean {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value);
}

function shorten(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
