import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import { checkIn, guest, link, onUser, profilesLeft, settleAll, USER } from './linked.setup';
import { app, BEN, MARA, UNTOUCHED } from './linked.strangers.setup';
import { sandbox } from './punchhEvents.setup';

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
		[
			'nor by an address that is nobody’s',
			{ ...COMPARED, compareEmail: 'deactivated-mara@example.com' },
			0,
		],
		['nor by names alone', { ...COMPARED, compareEmail: '' }, 0],
	])('%s', async (_what, options, refused) => {
		app(BEN);
		expect((await row({ options })).errors).toHaveLength(refused);
		const { user_aliases: aliases } = sandbox.braze.profiles[0];
		expect(aliases).toHaveLength(1 - refused);
		expect(sandbox.braze.profiles[0].attributes).not.toHaveProperty('compareEmail');
	});

	test('is refused no more once it is linked', async () => {
		app(BEN);
		expect((await row()).errors).toEqual([]);
		await settleAll(clock);
		expect((await row({ options: COMPARED })).errors).toEqual([]);
	});

	test('is done after User > Identify', async () => {
		app(BEN);
		await link([guest({ ...MARA, previous_changes: Object.keys(MARA) }, 1)]);
		const alias = { alias_name: String(USER), alias_label: 'punchh_user_id' };
		const by = { findProfileBy: 'user_alias', external_id: 'CRM-2', ...alias };
		expect((await onUser('identify', by)).errors).toEqual([]);
		expect((await row()).errors).toEqual([]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
	});
});
