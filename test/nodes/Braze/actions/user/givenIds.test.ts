import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { BRAZE_CAMPAIGNS, BRAZE_SUBSCRIPTION_GROUPS } from '../../../../../sandbox/braze/seed';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';

/** What stands where somebody has no external ID, as a look-up in a spreadsheet writes it: all of them would be one. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const ALIAS = { alias_name: '={{ $json.guest }}', alias_label: 'punchh_user_id' };

/** Operations that give an external ID, or the data of another user, with the label of the parameter. */
const GIVING: Array<[operation: string, label: string, parameters: INodeParameters]> = [
	[
		'identify',
		'External ID',
		{ findProfileBy: 'user_alias', ...ALIAS, external_id: '={{ $json.id }}' },
	],
	['createAlias', 'External ID', { ...ALIAS, external_id: '={{ $json.id }}' }],
	[
		'merge',
		'External ID to Keep',
		{
			...{ mergeBy: 'user_alias', merge_alias_name: '={{ $json.guest }}' },
			...{ merge_alias_label: 'punchh_user_id', keepBy: 'external_id' },
			keep_external_id: '={{ $json.id }}',
		},
	],
	[
		'renameExternalId',
		'New External ID',
		{ current_external_id: '={{ $json.guest }}', new_external_id: '={{ $json.id }}' },
	],
];

const NOBODY = ['0', 0, '000', '-1', 'NA', 'na', 'N/A'];

const run = async (operation: string, parameters: INodeParameters, items: IDataObject[]) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: { resource: 'user', operation, ...parameters },
		items,
		onError: 'continueErrorOutput',
	});

describe.each(GIVING)('User > %s', (operation, label, parameters) => {
	test('refuses it, and sends nothing of it', async () => {
		const items = NOBODY.map((id, index) => ({ guest: `7${index}`, id }));
		const { errors } = await run(operation, parameters, items);
		expect(errors.map(({ json }) => json.error)).toEqual(
			NOBODY.map((id) => `'${label}' cannot be '${id}', because it means that there is none`),
		);
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('takes what only looks like it', async () => {
		const ids = ['CRM-0', '10', '-12', 'nana', '0x0'];
		const items = ids.map((id, index) => ({ guest: `7${index}`, id }));
		sandbox.braze.seed({ profiles: items.map(({ guest }) => ({ external_id: guest })) });
		const { errors } = await run(operation, parameters, items);
		expect(errors).toEqual([]);
		expect(sandbox.braze.requests[0].body).toContain('"CRM-0"');
	});
});

/** What is recorded for a user, or sent to one, by how the user is named. */
const NAMED: Array<[what: string, parameters: INodeParameters]> = [
	[
		'User > Track, Fields',
		{
			...{ resource: 'user', operation: 'track', identifyBy: 'external_id' },
			external_id: '={{ $json.id }}',
			attributes: { attribute: [{ name: 'tier', value: 'gold' }] },
		},
	],
	[
		'User > Track, JSON',
		{
			...{ resource: 'user', operation: 'track', specifyObjects: 'json' },
			objects: '={{ { attributes: [{ external_id: $json.id, tier: "gold" }] } }}',
		},
	],
	[
		'Campaign > Send',
		{
			...{ resource: 'campaign', operation: 'send', sendTo: 'external_id' },
			...{
				campaign_id: { __rl: true, mode: 'id', value: BRAZE_CAMPAIGNS[0].id },
				external_id: '={{ $json.id }}',
			},
		},
	],
	[
		'Subscription > Set Status',
		{
			...{ resource: 'subscription', operation: 'setStatus', findUserBy: 'external_id' },
			...{
				subscription_group_id: BRAZE_SUBSCRIPTION_GROUPS[0].id,
				subscription_state: 'subscribed',
			},
			external_id: '={{ $json.id }}',
		},
	],
];

test.each(NAMED)('%s refuses it', async (_what, parameters) => {
	const items = NOBODY.map((id) => ({ id }));
	const { errors } = await run('', parameters, items);
	expect(errors.map(({ json }) => String(json.error))).toEqual(
		NOBODY.map((id) => expect.stringContaining(`cannot be '${id}', because it means`)),
	);
	expect(sandbox.braze.requests).toEqual([]);
});

test.each(NAMED)('%s takes what only looks like it', async (_what, parameters) => {
	const ids = ['CRM-0', '10', '-12', 'nana'];
	sandbox.braze.seed({ profiles: ids.map((id) => ({ external_id: id })) });
	const { errors } = await run(
		'',
		parameters,
		ids.map((id) => ({ id })),
	);
	expect(errors).toEqual([]);
	expect(sandbox.braze.requests[0].body).toContain('"CRM-0"');
});

test.each([
	['delete', { findUserBy: 'external_id', external_id: '0', confirmDeletion: true }],
	['export', { findUserBy: 'external_id', external_id: '0', fields_to_export: ['email'] }],
	['renameExternalId', { current_external_id: '0', new_external_id: 'CRM-1' }],
])('%s finds a profile that was made for all of them', async (operation, parameters) => {
	sandbox.braze.seed({ profiles: [{ external_id: '0' }] });
	expect((await run(operation, parameters, [{}])).errors).toEqual([]);
	expect(sandbox.braze.requests[0].body).toContain('"0"');
});

test('removeExternalId asks Braze for it, which has it no more', async () => {
	const { errors } = await run('removeExternalId', { external_id: '0' }, [{}]);
	expect(errors.map(({ json }) => json.error)).toEqual(['0 is no deprecated external ID']);
});
