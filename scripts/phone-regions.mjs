// Makes nodes/shared/values/phone/regions.ts from the metadata of libphonenumber-js, a development
// dependency: the shipped package needs nothing at run time.
//   node scripts/phone-regions.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const FILE = fileURLToPath(new URL('../nodes/shared/values/phone/regions.ts', import.meta.url));

/** Where its metadata of version 4 holds what is needed here. */
const AT = { code: 0, idd: 1, pattern: 2, lengths: 3, trunk: 5, trunkPattern: 7, transform: 8 };

/** The text of the table, for the version that is installed. */
export function phoneRegions() {
	const {
		version,
		countries,
		country_calling_codes: codes,
	} = require('libphonenumber-js/metadata.min.json');
	if (version !== 4) throw new Error(`The metadata is of version ${version}; look at AT again`);
	const { version: release } = require('libphonenumber-js/package.json');
	// The main region of a calling code first, as the metadata has them.
	const names = Object.values(codes).flat();
	const rows = names.map((name) => `\t${name}: ${rowOf(countries[name])},`);
	return `/** Made by scripts/phone-regions.mjs from libphonenumber-js ${release}; not to be edited. */

/** How phone numbers of a region are written. Patterns are regular expressions. */
export interface PhoneRegion {
	/** Country calling code. */
	code: string;
	/** What is dialled before the calling code of another country. */
	idd: string;
	/** Any national number, without the trunk prefix. */
	national: string;
	/** How many digits it can have. */
	lengths: readonly number[];
	/** What is dialled before a national number within the country. */
	trunk?: string;
	/** What makes a national number of what the trunk pattern captures. */
	transform?: string;
}

/** By ISO 3166 code; of regions that share a calling code, the main one comes first. */
export const PHONE_REGIONS: Record<string, PhoneRegion> = {
${rows.join('\n')}
};
`;
}

function rowOf(metadata) {
	const fields = {
		code: metadata[AT.code],
		idd: metadata[AT.idd],
		national: metadata[AT.pattern],
		lengths: metadata[AT.lengths],
		trunk: metadata[AT.trunkPattern] || metadata[AT.trunk],
		transform: metadata[AT.transform],
	};
	const written = Object.entries(fields)
		.filter(([, value]) => value)
		.map(([name, value]) => `${name}: ${literal(value)}`);
	return `{ ${written.join(', ')} }`;
}

const literal = (value) =>
	Array.isArray(value) ? `[${value.join(', ')}]` : `'${value.replaceAll('\\', '\\\\')}'`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, phoneRegions());
