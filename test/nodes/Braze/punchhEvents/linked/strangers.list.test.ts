import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode, type NodeRun } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, guest, link, onUser, profilesLeft, settleAll, USER } from './linked.setup';
import { app, BEN, MARA, UNTOUCHED } from './strangers.setup';

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

describe('a list that links a guest with another person, as where a row is missing', () => {
	const row = async (more: IDataObject = {}) =>
		await onUser('linkPunchhGuest', {
			punchh_user_id: String(USER),
			external_id: 'CRM-2',
			...more,
		});

	test('is refused', async () => {
		app(BEN);
		await link([guest({ ...MARA, previous_changes: Object.keys(MARA) }, 1)]);
		const { errors } = await row();
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^In Braze, CRM-2 seems to be another person's external ID/),
		]);
		expect(JSON.stringify(errors)).not.toContain('ben@');
		expect(errors[0].json.details).toMatchObject({ verdict: 'rejected' });
		await settleAll(clock);
		expect(profilesLeft()).toEqual([[undefined, USER, String(USER), ''], UNTOUCHED]);
	});

	test('unless nothing is known of the guest', async () => {
		app(BEN);
		await link([checkIn({ ...MARA }, 1)], {}, { attributesToSend: 'none' });
		expect((await row()).errors).toEqual([]);
	});

	const COMPARED = {
		compareEmail: MARA.email,
		compareFirstName: MARA.first_name,
		compareLastName: MARA.last_name,
	};
	test.each([
		['is refused by what it says of the guest', COMPARED, 1],
		['by the phone number as well', { ...COMPARED, compareEmail: '', comparePhone: MARA.phone }, 1],
		['is not refused if an address is the same', { ...COMPARED, compareEmail: BEN.email }, 0],
		['nor by an address that is nobody’s', { ...COMPARED, compareEmail: 'mara@guest.invalid' }, 0],
		['but by a deactivated one', { ...COMPARED, compareEmail: 'deactivated-mara@example.com' }, 1],
		['nor by names alone', { ...COMPARED, compareEmail: '' }, 0],
	])('%s', async (_what, options, refused) => {
		app(BEN);
		expect((await row({ options })).errors).toHaveLength(refused);
		const { user_aliases: aliases } = sandbox.braze.profiles[0];
		expect(aliases).toHaveLength(1 - refused);
		expect(sandbox.braze.profiles[0].attributes).not.toHaveProperty('compareEmail');
	});

	test('is refused although an earlier list has linked it', async () => {
		app(BEN);
		expect((await row()).errors).toEqual([]);
		await settleAll(clock);
		const { errors } = await row({ options: COMPARED });
		expect(errors[0].json.error).toMatch(
			/^In Braze, the Punchh user ID 730415 is linked with CRM-2, whose profile seems to be another/,
		);
		expect(errors[0].json.details).toMatchObject({ verdict: 'rejected' });
	});

	test('is done after User > Identify', async () => {
		app(BEN);
		await link([guest({ ...MARA, previous_changes: Object.keys(MARA) }, 1)]);
		const alias = { alias_name: String(USER), alias_label: 'punchh_user_id' };
		const by = { findProfileBy: 'user_alias', external_id: 'CRM-2', ...alias };
		expect((await onUser('identify', by)).errors).toEqual([]);
		expect((await row({ options: COMPARED })).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
	});
});

/** Sorted by last name, with the app's profile of each under the ID of the same number. */
const SORTED = [
	...['Amy Aoki', 'Amy Smith', 'Bob Smith', 'Carl Smith', 'Dan Smith', 'Eve Snow'],
	...['Fay Vance', 'Gil West', 'Hal West'],
].map((name, number) => {
	const [first, last] = name.split(' ');
	return {
		user: String(100 + number),
		id: `CRM-${number}`,
		person: { first_name: first, last_name: last, email: `${first}${number}@example.com` },
	};
});

/** Links them by a list, and gives the external IDs that were linked. */
async function linkAll(rows: typeof SORTED, execution?: NodeRun['execution']): Promise<unknown[]> {
	const { items, errors } = await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: '={{ $json.user }}',
			external_id: '={{ $json.id }}',
			options: {
				compareFirstName: '={{ $json.person.first_name }}',
				compareLastName: '={{ $json.person.last_name }}',
				compareEmail: '={{ $json.person.email }}',
			},
		} as never,
		items: rows,
		onError: 'continueErrorOutput',
		execution,
	});
	for (const { json } of errors) expect(json.error).toMatch(/another person's external ID/);
	return items.map(({ json }) => json.external_id);
}

/** The list with the external ID of the next guest from one place on. */
const shiftedFrom = (place: number) =>
	SORTED.slice(0, -1).map((row, number) =>
		number < place ? row : { ...row, id: SORTED[number + 1].id },
	);

const replaced = (number: number, more: Partial<(typeof SORTED)[number]>) =>
	SORTED.map((row, place) => (place === number ? { ...row, ...more } : row));

const idsOf = (rows: typeof SORTED) => rows.map(({ id }) => id);

/** The external IDs of the list but for some rows. */
const without = (...numbers: number[]) =>
	idsOf(SORTED.filter((_, number) => !numbers.includes(number)));

describe('a sorted list, in which the next row often has the same last name', () => {
	beforeEach(() =>
		sandbox.braze.seed({
			profiles: SORTED.map(({ id, person }) => ({ external_id: id, attributes: person })),
		}),
	);

	test('is linked if it is right', async () => {
		expect(await linkAll(SORTED)).toEqual(idsOf(SORTED));
	});

	test('is linked but for a wrong row, if addresses say who the others are', async () => {
		expect(await linkAll(replaced(3, { person: BEN }))).toEqual(without(3));
	});

	test('is refused from a missing row on', async () => {
		expect(await linkAll(shiftedFrom(2))).toEqual(['CRM-0', 'CRM-1']);
		await settleAll(clock);
		expect(profilesLeft().filter(([, who]) => who !== undefined)).toHaveLength(2);
	});

	test('up to a row that is certain', async () => {
		const rows = [...shiftedFrom(2).slice(0, 6), ...SORTED.slice(7)];
		expect(await linkAll(rows)).toEqual(['CRM-0', 'CRM-1', 'CRM-7', 'CRM-8']);
	});

	test('also where a guest has no profile but the one with the alias', async () => {
		const { person, user } = SORTED[2];
		const payload = { ...person, phone: null, user_id: Number(user) };
		await link([guest({ ...payload, previous_changes: Object.keys(payload) }, 1)]);
		const rows = replaced(2, { id: 'CRM-99' });
		rows[3] = { ...rows[3], person: BEN };
		expect(await linkAll(rows)).toEqual(without(2, 3));
	});

	/** Links the list in parts of one row, and gives the external IDs that were linked. */
	async function linkEach(rows: typeof SORTED, executionOf: (number: number) => string) {
		const linked: unknown[] = [];
		for (const [number, row] of rows.entries()) {
			const execution = { id: executionOf(number), workflowId: 'list', mode: 'manual' as const };
			linked.push(...(await linkAll([row], execution)));
		}
		return linked;
	}
	const inLoop = () => 'the one of the loop';

	test.each([
		['if it is right', SORTED, idsOf(SORTED)],
		['but for a wrong row', replaced(3, { person: BEN }), without(3)],
	])('that comes in parts, from a loop, is linked %s', async (_what, rows, linked) => {
		expect(await linkEach(rows, inLoop)).toEqual(linked);
	});

	test('in parts, is refused from the first row on that shows another person', async () => {
		const linked = ['CRM-0', 'CRM-1', 'CRM-3', 'CRM-4'];
		expect(await linkEach(shiftedFrom(2), inLoop)).toEqual(linked);
	});

	test('is compared anew in another execution', async () => {
		const [wrong, alike] = [shiftedFrom(2)[4], { ...SORTED[8], id: 'CRM-7' }];
		expect(await linkEach([wrong, alike], (number) => `${number}`)).toEqual(['CRM-7']);
	});
});
