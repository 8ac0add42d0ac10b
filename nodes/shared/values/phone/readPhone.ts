import { trimmed } from '../trimmed';
import { PHONE_REGIONS, type PhoneRegion } from './regions';

/** The shortest numbers of countries in which Punchh could have guests, without a calling code. */
export const FEWEST_DIGITS = 7;

/** Main region first. */
const BY_CODE = new Map<string, PhoneRegion[]>();
for (const region of Object.values(PHONE_REGIONS)) {
	BY_CODE.set(region.code, [...(BY_CODE.get(region.code) ?? []), region]);
}

/** Longer text holds more than a number; E.164 has 15 digits at most. */
const LONGEST_TEXT = 60;
const LONGEST_CODE = 3;

/** An extension, which E.164 has no place for. */
const EXTENSION =
	/(?:;ext=|[\s,;(]*(?:e?xt(?:ensi(?:o|ó)n?)?n?|x|int|#|~)[:.]?[\s,-]*)\d{1,9}\)?#?$/i;

/** Digits with what people put between them; a plus only in front. */
const WRITTEN = /^(?:tel:)?\s*[+＋]?[\d\s().\-–—/·]+$/i;

/**
 * The region that a setting names: an ISO 3166 code such as `US`, or a calling code such as `+1`,
 * which stands for its main region; undefined if there is no such region.
 */
export function phoneRegion(name: string): PhoneRegion | undefined {
	const trimmed = name.trim().toUpperCase();
	if (Object.hasOwn(PHONE_REGIONS, trimmed)) return PHONE_REGIONS[trimmed];
	return /^(?:\+|00)?\d+$/.test(trimmed)
		? BY_CODE.get(trimmed.replace(/^(?:\+|00)/, ''))?.[0]
		: undefined;
}

/**
 * A phone number in E.164, e.g. `+12025550142`, read as it is dialled in a region: with or without
 * calling code, trunk prefix, the prefix for calls abroad, or an extension (which is dropped).
 *
 * Follows libphonenumber-js, a port of Google's libphonenumber; its numbering plans are in `regions.ts`.
 *
 * @param home where a number without a calling code belongs; without it, only numbers with a plus
 *     can be read
 * @returns undefined if it is no number of its region
 */
export function readPhone(text: string, home: PhoneRegion | undefined): string | undefined {
	const written = text.length > LONGEST_TEXT ? '' : trimmed(text).replace(EXTENSION, '');
	if (!WRITTEN.test(written)) return undefined;
	const digits = written.replace(/\D/g, '');
	if (/[+＋]/.test(written)) return international(digits);
	if (home === undefined) return undefined;

	const abroad = withoutPrefix(digits, home.idd);
	if (abroad !== undefined && !abroad.startsWith('0')) return international(abroad);
	return hasCallingCode(digits, home) ? international(digits) : inE164(home, digits);
}

/** A number that begins with its calling code. No calling code is the beginning of another. */
function international(digits: string): string | undefined {
	for (let length = 1; length <= LONGEST_CODE; length++) {
		const main = BY_CODE.get(digits.slice(0, length))?.[0];
		if (main !== undefined) return inE164(main, digits.slice(length));
	}
	return undefined;
}

/** Calling codes are also area codes: without a plus, only what else would be no number has one. */
function hasCallingCode(digits: string, home: PhoneRegion): boolean {
	if (!digits.startsWith(home.code)) return false;
	const asItIs = withoutTrunk(digits, home);
	if (asItIs.length > Math.max(...home.lengths)) return true;
	const withoutCode = withoutTrunk(digits.slice(home.code.length), home);
	return !isNational(asItIs, home) && isNational(withoutCode, home);
}

function inE164(region: PhoneRegion, digits: string): string | undefined {
	const national = withoutTrunk(digits, region);
	const isKnown = BY_CODE.get(region.code)!.some((one) => isNational(national, one));
	return isKnown ? `+${region.code}${national}` : undefined;
}

/** The national number without the trunk prefix, unless only with it there is a number. */
function withoutTrunk(digits: string, region: PhoneRegion): string {
	const { trunk, transform, lengths } = region;
	if (trunk === undefined) return digits;
	const found = patternOf(`^(?:${trunk})`).exec(digits);
	if (found === null) return digits;
	const rest = digits.slice(found[0].length);
	const captured = found.length > 1 && found[found.length - 1] !== undefined;
	const national =
		transform !== undefined && captured
			? transform.replace(/\$(\d)/g, (_, group: string) => found[Number(group)]) + rest
			: rest;
	if (isNational(digits, region) && !isNational(national, region)) return digits;
	return lengths.includes(national.length) || national.length > Math.max(...lengths)
		? national
		: digits;
}

function withoutPrefix(digits: string, prefix: string): string | undefined {
	const found = patternOf(`^(?:${prefix})`).exec(digits);
	return found === null ? undefined : digits.slice(found[0].length);
}

const isNational = (digits: string, { national }: PhoneRegion) =>
	patternOf(`^(?:${national})$`).test(digits);

const patterns = new Map<string, RegExp>();

/** Patterns are compiled when they are first needed; there are only those of the table. */
function patternOf(source: string): RegExp {
	let pattern = patterns.get(source);
	if (pattern === undefined) patterns.set(source, (pattern = new RegExp(source)));
	return pattern;
}
