import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { GUESTS } from '../../sandbox/punchh/seed';
import { freshEvent, readSample, sampleNames } from '../../sandbox/punchh/webhooks/events';
import { splitsOf } from '../../sandbox/control/splits';
import { assemble } from '../../sandbox/parts/assembly';
import type { Json } from './http';

/** The guest of the samples is one person, whichever page, seed or example shows her. */

const [MARA] = GUESTS;
const NAMES = ['email', 'phone', 'first_name', 'last_name', 'external_source_id'] as const;
const ROOT = join(__dirname, '../..');

/** Everything in a sample that has a user ID, at any depth. */
function people(value: unknown): Json[] {
	if (typeof value !== 'object' || value === null) return [];
	const inner = Object.values(value).flatMap(people);
	return 'user_id' in value ? [value as Json, ...inner] : inner;
}

/** A name is that of the guest, or is not there; a guest who has just signed up has no external ID. */
function expectMara(found: Json[], mara = MARA): void {
	for (const person of found) {
		expect(person.user_id).toBe(mara.user_id);
		for (const name of NAMES) {
			if (person[name] !== undefined && person[name] !== null) {
				expect([name, person[name]]).toEqual([name, mara[name]]);
			}
		}
	}
}

test('she has a name, a user ID, an external ID, an e-mail and a phone', () => {
	for (const name of NAMES) expect(MARA[name]).toEqual(expect.stringMatching(/./));
});

const withPeople = sampleNames().filter((name) => people(readSample(name)).length > 0);

test('most samples have a guest', () => {
	expect(withPeople.length).toBeGreaterThan(35);
});

test.each(withPeople)('in the sample %s', (name) => expectMara(people(readSample(name))));

const SHIPPED = join(ROOT, 'nodes/Punchh/events/samples');

/** In a brand's own n8n, Mara's IDs could be those of one of its guests. */
const NOBODY = { ...MARA, user_id: 999_999_999_999_999, external_source_id: 'SAMPLE-000917' };

test.each(readdirSync(SHIPPED).filter((file) => file.endsWith('.json')))(
	'in the sample of the node %s, where she has IDs that nobody has',
	(file) => expectMara(people(JSON.parse(readFileSync(join(SHIPPED, file), 'utf8'))), NOBODY),
);

test.each(['docs/sandbox.md', 'examples/README.md'])('in the examples of %s', (file) => {
	const text = readFileSync(join(ROOT, file), 'utf8');
	for (const id of text.match(/\bCRM-\w+/gi) ?? []) expect(id).toBe(MARA.external_source_id);
	for (const email of text.match(/\bmara[\w.]*@\S+?\.com/gi) ?? []) expect(email).toBe(MARA.email);
});

test("Punchh's stand-in knows her by the names of the samples, so that a split is seen", () => {
	const parts = assemble();
	const { payload } = freshEvent('guest-update-profile');
	parts.braze.seed({
		profiles: [
			{ external_id: String(payload.external_source_id) },
			{ alias: { alias_label: 'punchh_user_id', alias_name: String(payload.user_id) } },
		],
	});
	expect(splitsOf(parts)).toMatchObject([{ userId: String(MARA.user_id), profiles: [{}, {}] }]);
});
