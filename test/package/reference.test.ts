import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { referencePages } from '../../guide/reference/pages';
import { brazeOperations } from '../../nodes/Braze/actions';
import { ATTRIBUTES } from '../../nodes/Braze/punchhEvents/map/attributeTable';
import { REFUSALS as BRAZE_REFUSALS } from '../../nodes/Braze/trigger/verifyCall';
import { punchhOperations } from '../../nodes/Punchh/actions';
import { KINDS } from '../../nodes/Punchh/events/kinds';
import { REFUSALS as PUNCHH_REFUSALS } from '../../nodes/Punchh/trigger/verifyRequest';
import { KEY_HINTS, OTHER_HINTS } from '../../nodes/Punchh/transport/hints';
import { ROOT } from '../../playground/paths';

const FOLDER = join(ROOT, 'docs/reference');

let pages: Record<string, string>;
beforeAll(async () => {
	pages = await referencePages();
});

test('docs/reference says what the source says; `npm run reference` writes it anew', () => {
	expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(pages).sort());
	const old = Object.keys(pages).filter(
		(file) => readFileSync(join(FOLDER, file), 'utf8') !== pages[file],
	);
	expect(old).toEqual([]);
});

/** The part of a page below a heading of the second order. */
const sectionOf = (file: string, heading: string) =>
	pages[file].split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';

const named = (properties: INodeProperties[]): string[] =>
	properties
		.filter(({ type }) => type !== 'notice')
		.flatMap((property) => [
			property.name,
			...(property.options ?? []).flatMap((option) => {
				if ('values' in option) return named(option.values);
				return 'type' in option ? named([option]) : [];
			}),
		]);

const OPERATIONS = Object.entries({ punchh: punchhOperations, braze: brazeOperations }).flatMap(
	([node, { resources }]) =>
		Object.values(resources).flatMap(({ name, operations }) =>
			Object.values(operations).map((operation) => ({
				file: `${node}-${name.toLowerCase().replaceAll(' ', '-')}.md`,
				...operation,
			})),
		),
);

test.each(OPERATIONS)('$file: $name has all of its parameters', ({ file, name, properties }) => {
	const section = sectionOf(file, name);
	const missing = named(properties).filter((one) => !section.includes(`(\`${one}\`)`));
	expect(missing).toEqual([]);
	expect(section).toMatch(/\*\*Output\*\*[^]*```json\n[{[]/);
});

test('the event dictionary has each kind and each attribute', () => {
	const kinds = Object.values(KINDS).flatMap((kindsOf) => Object.keys(kindsOf));
	const names = [...kinds, ...ATTRIBUTES.map(({ to }) => to)];
	expect(names.filter((name) => !pages['events.md'].includes(`\`${name}\``))).toEqual([]);
});

test('the page of errors has what the tables of hints say', () => {
	const hints = [
		...[...KEY_HINTS, ...OTHER_HINTS].map(({ text }) => text),
		...[PUNCHH_REFUSALS, BRAZE_REFUSALS].flatMap((refusals) =>
			Object.values(refusals).map(({ hint }) => hint),
		),
	].filter((text) => !/^Check '[\w ()]+'$/.test(text));
	expect(hints.length).toBeGreaterThan(30);
	expect(hints.filter((text) => !pages['errors.md'].includes(text))).toEqual([]);
});
