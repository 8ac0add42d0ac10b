import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { MARA, usePunchhSandbox } from '../../../../harness/punchh';
import { ADA, guest, signUp } from '../../../../harness/punchhParameters';

const punchh = usePunchhSandbox();

const update = (updateFields: IDataObject, more: INodeParameters = {}) => ({
	resource: 'guest',
	operation: 'update',
	api: 'dashboard',
	findGuestBy: 'userId',
	userId: '={{ $json.id }}',
	updateFields,
	...more,
});

test('changes what is given, and nothing else', async () => {
	const fields = { first_name: 'Marlene', marketing_email_subscription: false, title: '' };
	const { items, error } = await punchh.run({
		parameters: update(fields as IDataObject) as INodeParameters,
		items: [MARA],
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ user_id: MARA.id, first_name: 'Marlene' });
	expect(JSON.parse(punchh.sandbox.punchh.requests[1].body)).toEqual({
		id: '730415',
		email: MARA.email,
		user: { first_name: 'Marlene', marketing_email_subscription: false },
	});
});

test('says when Punchh keeps the birthday it already has', async () => {
	const set = async (birthday: string) =>
		await punchh.run({ parameters: update({ birthday }) as INodeParameters, items: [MARA] });
	const first = await set('1991-06-23');
	expect(first.items[0].json).not.toHaveProperty('warning');
	const second = await set('1990-01-01');
	expect(second.items[0].json.warning).toMatch(/keeps the birthday it already has: 1991-06-23/);
});

describe.each(['0', 0, '000', '-1', 'NA', '<nil>'])(
	'the external ID %j, which stands where there is none',
	(id) => {
		test.each<[string, INodeParameters]>([
			['Update External ID', guest('updateExternalId', { external_source_id: '={{ $json.crm }}' })],
			['Update', guest('update', { updateFields: { external_source_id: '={{ $json.crm }}' } })],
			[
				'Update, among the other fields',
				guest('update', {
					updateFields: { otherFields: '={{ { external_source_id: $json.crm } }}' },
				}),
			],
			[
				'Sign Up',
				signUp('mobile', { additionalFields: { external_source_id: '={{ $json.crm }}' } }),
			],
		])('%s: no guest gets it', async (_what, parameters) => {
			const items = [{ ...ADA, ...MARA, crm: id }];
			const { error } = await punchh.run({ parameters, items });
			expect(error?.message).toMatch(
				/xternal.*cannot be '.*', because it means that there is none/,
			);
			expect(punchh.calls()).toEqual([]);
		});
	},
);
