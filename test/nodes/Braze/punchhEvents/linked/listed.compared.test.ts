import type { IDataObject } from 'n8n-workflow';

import { sandbox } from '../punchhEvents.setup';
import { onUser, refuse } from './linked.setup';
import { app, MARA } from './strangers.setup';

/** What the output of a list says of how each guest compares with the profile. */

const compared = async () => {
	const row = { punchh_user_id: '1', external_id: 'CRM-2' };
	const options = {
		compareFirstName: MARA.first_name,
		compareLastName: MARA.last_name,
		compareEmail: MARA.email,
	};
	const { items, errors } = await onUser('linkPunchhGuest', { ...row, options });
	expect(errors).toEqual([]);
	return items.map(({ json }) => json.compared);
};

test.each<[string, IDataObject | undefined]>([
	['alike', { first_name: 'Mara', last_name: 'Lindqvist' }],
	['different', { email: 'earlier@example.com' }],
	['nothing to compare', {}],
	['no profile', undefined],
])('%s', async (how, profile) => {
	if (profile !== undefined) app(profile);
	expect(await compared()).toEqual([how]);
});

test('linked before', async () => {
	app({});
	await compared();
	expect(await compared()).toEqual(['linked before']);
});

test('nothing, with a key that may not look', async () => {
	refuse('/users/export/ids', 403);
	app(MARA);
	expect(await compared()).toEqual([undefined]);
	expect(sandbox.braze.profiles[0].user_aliases).toHaveLength(1);
});
