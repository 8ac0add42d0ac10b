import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { alias, checkIn, link, named, nameOf, onUser, USER } from './linked.setup';

/** Guests to whom a person gives an external ID. */

jumpingClock();

const seed = (id: string, attributes: IDataObject = {}) =>
	sandbox.braze.seed({ profiles: [{ external_id: id, attributes }] });

describe('what was recorded under the alias wins when a person gives it an external ID', () => {
	const person: Record<string, (behavior: string) => Promise<unknown>> = {
		'Link Punchh Guest': async () =>
			await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' }),
		Identify: async (behavior) =>
			await onUser('identify', {
				findProfileBy: 'user_alias',
				...alias(),
				external_id: 'CRM-1',
				merge_behavior: behavior,
			}),
	};

	test.each(Object.keys(person))('with %s', async (by) => {
		seed('CRM-1', { first_name: 'Stale' });
		await link([named('Newest', 1)]);
		await person[by]('merge');
		if (by === 'Identify') await link([checkIn({}, 2)]);
		expect(sandbox.braze.profiles).toHaveLength(1);
		expect(nameOf('CRM-1')).toBe('Newest');
	});

	test('but not if the person wants the fields to be lost', async () => {
		seed('CRM-1', { first_name: 'Stale' });
		await link([named('Newest', 1)]);
		await person.Identify('none');
		await link([checkIn({}, 2)]);
		expect(nameOf('CRM-1')).toBe('Stale');
	});
});

test('what comes after User > Identify or Create Alias is recorded under that external ID', async () => {
	seed('CRM-1');
	seed('CRM-2');
	await onUser('createAlias', { ...alias(), external_id: 'CRM-1' });
	const { items } = await link([checkIn({}, 1)]);
	expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-1' } });
	// Who has an external ID keeps it, and nobody gets another guest's.
	await onUser('createAlias', { ...alias(2), external_id: 'CRM-1' });
	expect((await link([checkIn({ user_id: 2 }, 2)])).items[0].json).toMatchObject({
		identifier: { user_alias: alias(2) },
	});
});
