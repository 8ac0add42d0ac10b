import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { AGAIN_MS, checkIn, link, mergeUsers, named, onUser, told } from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** Addresses of profiles that a person merges: they are on the profile that is kept. */

const clock = jumpingClock();

const [A, B, C] = [1, 2, 3];
const OWN = {
	email: { email: 'family@example.com', phone: null },
	phone: { email: null, phone: '+15005550001' },
};
type Contact = keyof typeof OWN;
const CONTACTS = Object.keys(OWN) as Contact[];

/** A workflow that finds guests by their address or number. */
const by = async (contact: Contact, items: IDataObject[]) =>
	await track(items, { identifiers: { identifier: [{ by: contact }] } }, { callingCode: 'US' });

const mergeBy = async (
	contact: Contact,
	kept: string,
	prioritization = 'unidentified,most_recently_updated',
) =>
	await onUser('merge', {
		mergeBy: contact,
		[`merge_${contact}`]: OWN[contact][contact],
		merge_prioritization: prioritization,
		keepBy: 'external_id',
		keep_external_id: kept,
	});

/** What a workflow that finds guests by their address says of somebody else with the same. */
const isRefused = async (contact: Contact, who: number) => {
	clock.pass(2 * AGAIN_MS);
	const { errors } = await by(contact, [checkIn({ user_id: who, ...OWN[contact] }, 9)]);
	expect(errors.map(({ json }) => json.error)).toEqual([
		expect.stringMatching(/^Another guest, with the Punchh user ID \d, has or had the same/),
	]);
	expect(sandbox.braze.profiles.flatMap(({ events }) => events)).toEqual([]);
};

const identifyBy = async (contact: Contact, id: string) =>
	await onUser('identify', {
		findProfileBy: contact,
		[contact]: OWN[contact][contact],
		prioritization: 'unidentified,most_recently_updated',
		external_id: id,
		merge_behavior: 'merge',
	});

const ada = (contact: Contact) =>
	named('Ada', 2, {
		user_id: A,
		...OWN[contact],
		previous_changes: [contact, 'first_name'],
		external_source_id: null,
	});

describe.each(CONTACTS)('by the same %s, nobody else is recorded in the profile', (contact) => {
	test('into which that of A is merged by it', async () => {
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-9' }] });
		await by(contact, [ada(contact)]);
		await mergeBy(contact, 'CRM-9');
		await isRefused(contact, B);
	});

	test('of A, who is linked, after another profile with it is merged into a third', async () => {
		const attributes = { [contact]: OWN[contact][contact] };
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-9' }, { attributes }] });
		await link([told('CRM-1', 1, { user_id: A }), ada(contact)]);
		await mergeBy(contact, 'CRM-9');
		await isRefused(contact, B);
	});

	test('of B, into which that of A is merged by it; it is that of B then', async () => {
		await link([told('CRM-2', 1, { user_id: B, email: null, phone: null })]);
		await by(contact, [ada(contact)]);
		await mergeBy(contact, 'CRM-2');
		await isRefused(contact, C);
		const { errors } = await by(contact, [checkIn({ user_id: B, ...OWN[contact] }, 10)]);
		expect(errors).toEqual([]);
	});

	test('of B, into which that of A is merged by the alias', async () => {
		await link([told('CRM-2', 1, { user_id: B, email: null, phone: null })]);
		const byAlias = { identifiers: { identifier: [{ by: 'user_alias' }] } };
		await track([ada(contact)], byAlias, { callingCode: 'US' });
		await mergeUsers(A, 'CRM-2');
		await isRefused(contact, C);
	});

	test.each([
		['merged by it into that with an external ID', mergeBy],
		['given an external ID by it', identifyBy],
	])('of A that was %s, after the deletion of A, which does not find it', async (_how, work) => {
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-9' }] });
		await by(contact, [ada(contact)]);
		await work(contact, 'CRM-9');
		const parameters = { identifiers: { identifier: [{ by: contact }] } };
		const options = { callingCode: 'US', passOnDeletions: true };
		await track([{ ...ada(contact), action: 'delete' }], parameters, options);
		expect(sandbox.braze.profiles.map(({ external_id: id }) => id)).toEqual(['CRM-9']);
		await isRefused(contact, B);
	});
});

describe.each(CONTACTS)('a person finds one of two profiles by the same %s', (contact) => {
	const shared = { [contact]: OWN[contact][contact], prioritization: 'most_recently_updated' };
	const ways: Record<string, () => Promise<{ items: Array<{ json: IDataObject }> }>> = {
		Delete: async () =>
			await onUser('delete', { findUserBy: contact, ...shared, confirmDeletion: true }),
		Merge: async () => await mergeBy(contact, 'CRM-9', 'most_recently_updated'),
	};

	test.each(Object.keys(ways))(
		'%s: a warning, and nobody is recorded in the other',
		async (way) => {
			const taken = { ...OWN[contact], previous_changes: [contact, 'external_source_id'] };
			await link([told('CRM-1', 1, { user_id: A, ...taken })]);
			await link([told('CRM-2', 2, { user_id: B, ...taken })]);
			sandbox.braze.seed({ profiles: [{ external_id: 'CRM-9' }] });
			const { items } = await ways[way]();
			expect(items[0].json.warnings).toEqual([expect.stringContaining('does not know')]);
			expect(sandbox.braze.profiles.map(({ external_id: id }) => id)).not.toContain('CRM-2');
			await isRefused(contact, A);
			await isRefused(contact, B);
		},
	);
});
