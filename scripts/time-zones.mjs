// Makes nodes/shared/values/timeZone/names.ts from the two lists of names that Ruby knows: IANA's, and
// those of ActiveSupport::TimeZone::MAPPING. On Debian they are in the packages tzdata and
// ruby-activesupport.
//   node scripts/time-zones.mjs <tzdata.zi> <.../activesupport-6.1.7.10/lib/active_support/values/time_zone.rb>
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../nodes/shared/values/timeZone/names.ts', import.meta.url));

/** Not a zone: what is used before somebody sets one. */
const NO_ZONE = 'Factory';

const [zoneInfo, timeZoneRb] = process.argv.slice(2);
const { release, names } = readZoneInfo(readFileSync(zoneInfo, 'utf8'));
const rails = readMapping(readFileSync(timeZoneRb, 'utf8'));
const [, version] = /activesupport-([\d.]+)/.exec(timeZoneRb);

writeFileSync(
	FILE,
	`/** Made by scripts/time-zones.mjs from tzdata ${release} and ActiveSupport ${version}; not to be edited. */

/** IANA's names of time zones and links to them, by their first part; '' for those that have one part. */
export const IANA_NAMES: Record<string, string> = {
${[...byArea(names)].map(([area, rest]) => `\t${quoted(area)}:\n\t\t${quoted(rest.join(' '))},`).join('\n')}
};

/** The names that Rails gives time zones, and IANA's for them. */
export const RAILS_NAMES: Record<string, string> = {
${rails.map(([name, zone]) => `\t${quoted(name)}: ${quoted(zone)},`).join('\n')}
};
`,
);

/** Lines with Z name a zone, lines with L a link and then its name. */
function readZoneInfo(text) {
	const [, release] = /^# version (\S+)/.exec(text);
	const fields = text.split('\n').map((line) => line.split(' '));
	const zones = fields.filter(([kind]) => kind === 'Z').map(([, name]) => name);
	const links = fields.filter(([kind]) => kind === 'L').map(([, , name]) => name);
	return { release, names: [...zones, ...links].filter((name) => name !== NO_ZONE).sort() };
}

function readMapping(text) {
	const [, mapping] = /MAPPING = \{([^}]*)\}/.exec(text);
	return [...mapping.matchAll(/"([^"]+)"\s*=>\s*"([^"]+)"/g)].map(([, name, zone]) => [name, zone]);
}

function byArea(all) {
	const areas = new Map();
	for (const name of all) {
		const [first, ...rest] = name.split('/');
		const [area, inner] = rest.length === 0 ? ['', first] : [first, rest.join('/')];
		areas.set(area, [...(areas.get(area) ?? []), inner]);
	}
	return areas;
}

function quoted(text) {
	return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
