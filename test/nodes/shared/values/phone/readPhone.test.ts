import fc from 'fast-check';
import {
	getExampleNumber,
	parsePhoneNumberFromString,
	type CountryCode,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { phoneRegion, readPhone } from '../../../../../nodes/shared/values/phone/readPhone';
import { PHONE_REGIONS } from '../../../../../nodes/shared/values/phone/regions';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';

const ROOT = join(__dirname, '..', '..', '..', '..', '..');
const TABLE = join(ROOT, 'nodes', 'shared', 'values', 'phone', 'regions.ts');

/** Numbers to generate for each of the 245 regions. `npm run fuzz` has 90,000 valid ones. */
const RUNS = fuzzRuns(1, 80);

/** The library that the table comes from. Codes of no country are not in the table. */
const library = (text: string, country: string) => {
	const number = parsePhoneNumberFromString(text, country as CountryCode);
	const isGeographic = number !== undefined && phoneRegion(number.countryCallingCode);
	return isGeographic ? number : undefined;
};

/** What the library calls valid we read alike; whatever we read, it reads alike. */
function expectAsInLibrary(text: string, country: string): boolean {
	const number = library(text, country);
	const ours = readPhone(text, phoneRegion(country));
	const isValid = number?.isValid() === true;
	if (isValid || ours !== undefined) {
		expect({ text, country, number: ours }).toEqual({ text, country, number: number?.number });
	}
	return isValid;
}

/** The ways in which people write a number of a region. */
function spellingsOf(code: string, national: string, country: string): string[] {
	const number = parsePhoneNumberFromString(`+${code}${national}`, country as CountryCode);
	const formatted = number?.formatNational() ?? national;
	return [
		`+${code}${national}`,
		`+${code} (0)${national}`,
		`00${code}${national}`,
		`${code}${national}`,
		national,
		formatted,
		number?.formatInternational() ?? national,
		`${formatted} ext. 12`,
		`${formatted} x12`,
		`${formatted} #7`,
	];
}

test('the table is that of the installed version, and small', () => {
	const script = join(ROOT, 'scripts', 'phone-regions.mjs');
	const made = execFileSync('node', ['-e', printTable(script)], { encoding: 'utf8' });
	expect(readFileSync(TABLE, 'utf8')).toBe(made);
	expect(statSync(TABLE).size).toBeLessThan(60_000);
});

const printTable = (script: string) =>
	`import(${JSON.stringify(script)}).then(({ phoneRegions }) => process.stdout.write(phoneRegions()))`;

test("each region's example, in every spelling", () => {
	for (const [country, { code }] of Object.entries(PHONE_REGIONS)) {
		const { nationalNumber } = getExampleNumber(country as CountryCode, examples)!;
		for (const text of spellingsOf(code, nationalNumber, country)) {
			expectAsInLibrary(text, country);
		}
		expect(readPhone(`011${code}${nationalNumber}`, PHONE_REGIONS.US)).toBe(
			`+${code}${nationalNumber}`,
		);
	}
});

test('generated numbers of all regions', () => {
	let valid = 0;
	for (const [country, { code, national }] of Object.entries(PHONE_REGIONS)) {
		const numbers = fc.sample(fc.stringMatching(new RegExp(`^(?:${national})$`)), {
			seed: fuzzSeed(),
			numRuns: RUNS,
		});
		for (const number of numbers) {
			for (const text of spellingsOf(code, number, country)) {
				if (expectAsInLibrary(text, country)) valid++;
			}
		}
	}
	// So many spellings at the least: a pattern that makes no valid number would compare nothing.
	expect(valid).toBeGreaterThan(fuzzRuns(750, 90_000));
});

test('digits of any kind, wherever they belong: never a number that the library does not read', () => {
	const digits = fc.stringMatching(/^[+0]?[0-9]{4,15}$/);
	fc.assert(
		fc.property(fc.constantFrom(...Object.keys(PHONE_REGIONS)), digits, (country, text) => {
			expectAsInLibrary(text, country);
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(1_000, 60_000) },
	);
});

test.each([
	['US', '(202) 555-0142', '+12025550142'],
	['US', '1-202-555-0142', '+12025550142'],
	['US', '011 44 20 7946 0018', '+442079460018'],
	['US', '2025550142 ext 5', '+12025550142'],
	['us', '2025550142;ext=5', '+12025550142'],
	['1', '202.555.0142', '+12025550142'],
	['+1', '202/555-0142', '+12025550142'],
	['001', '2025550142', '+12025550142'],
	['GB', '+44 (0)20 7946 0018', '+442079460018'],
	['GB', '020 7946 0018', '+442079460018'],
	['44', '0044 20 7946 0018', '+442079460018'],
	['IT', '06 6982 1234', '+390669821234'],
	['HU', '06 1 234 5678', '+3612345678'],
	['RU', '8 (912) 345-67-89', '+79123456789'],
	['KZ', '8 (701) 234 5678', '+77012345678'],
	['DE', '0172 1234567', '+491721234567'],
	['DE', '0049 172 1234567', '+491721234567'],
	['', '+1 202 555 0142', '+12025550142'],
	['', 'tel:+1-202-555-0142', '+12025550142'],
])('in %j, %j is %s', (home, text, number) => {
	expect(readPhone(text, phoneRegion(home))).toBe(number);
});

test.each([
	['US', '1-800-FLOWERS'],
	['MX', '+52 1 55 1234 5678'],
	['AI', '1 498 1149'],
	['US', '2025550142.0'],
	['US', '2.025550142E+09'],
	['US', '555-0142'],
	['US', '202555014'],
	['US', '20255501422'],
	['US', 'call 2025550142'],
	['US', ''],
	['US', '9'.repeat(200)],
	['', '2025550142'],
	['', '0044 20 7946 0018'],
	['DE', '+999 1234567'],
])('in %j, %j is no number', (home, text) => {
	expect(readPhone(text, phoneRegion(home))).toBeUndefined();
});

test.each(['', 'XX', 'USA', '999', '+', 'constructor', '1 ', ' us'])('the region %j', (name) => {
	const known: Record<string, unknown> = { '1 ': PHONE_REGIONS.US, ' us': PHONE_REGIONS.US };
	expect(phoneRegion(name)).toBe(Object.hasOwn(known, name) ? known[name] : undefined);
});
