import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_CATALOG,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../../../sandbox/braze/seed';
import { BRAZE_KEY } from '../../../../sandbox/braze/seed';
import { runNode, type NodeRun } from '../../../harness/runNode';

export let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.braze.seed({
		profiles: ['a', 'b', 'c'].map((id) => ({
			external_id: id,
			alias: { alias_name: id, alias_label: 'punchh' },
			attributes: { email: `${id}@example.com`, first_name: id.toUpperCase() },
		})),
	});
});
afterAll(async () => await sandbox.close());

export const credentials = (apiKey = BRAZE_KEY) => ({
	brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey },
});

export const run = async (
	parameters: INodeParameters,
	items: IDataObject[] = [{ id: 'a' }],
	more: Partial<NodeRun> = {},
) =>
	await runNode({
		node: 'braze',
		credentials: credentials(),
		parameters,
		items,
		onError: 'continueErrorOutput',
		...more,
	});

export const ID = '={{ $json.id }}';
export const [GROUP] = BRAZE_SUBSCRIPTION_GROUPS;
const [CAMPAIGN] = BRAZE_CAMPAIGNS;
export const [CANVAS, PAUSED] = BRAZE_CANVASES;
export const profile = (id: string) => sandbox.braze.store.byExternalId(id);
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byAlias = (alias_name: string, alias_label = 'punchh') =>
	sandbox.braze.store.byAlias({ alias_name, alias_label });

/** Every operation with what it does to the user `a` of the sandbox. */
export const OPERATIONS: Record<string, { parameters: INodeParameters; hasHappened: () => void }> =
	{
		createAlias: {
			parameters: {
				resource: 'user',
				operation: 'createAlias',
				alias_name: ID,
				alias_label: 'crm',
				external_id: ID,
			},
			hasHappened: () => expect(byAlias('a', 'crm')?.external_id).toBe('a'),
		},
		linkPunchhGuest: {
			parameters: {
				resource: 'user',
				operation: 'linkPunchhGuest',
				punchh_user_id: 7,
				external_id: ID,
			},
			hasHappened: () => expect(byAlias('7', 'punchh_user_id')?.external_id).toBe('a'),
		},
		updateAlias: {
			parameters: {
				resource: 'user',
				operation: 'updateAlias',
				alias_label: 'punchh',
				old_alias_name: ID,
				new_alias_name: '=new-{{ $json.id }}',
			},
			hasHappened: () => expect(byAlias('new-a')?.external_id).toBe('a'),
		},
		merge: {
			parameters: {
				resource: 'user',
				operation: 'merge',
				mergeBy: 'user_alias',
				merge_alias_name: ID,
				merge_alias_label: 'punchh',
				keepBy: 'external_id',
				keep_external_id: 'c',
			},
			hasHappened: () => {
				expect(profile('c')?.attributes).toMatchObject({ first_name: 'C' });
				expect(sandbox.braze.profiles).toHaveLength(2);
			},
		},
		delete: {
			parameters: {
				resource: 'user',
				operation: 'delete',
				findUserBy: 'external_id',
				external_id: ID,
				confirmDeletion: true,
			},
			hasHappened: () => expect(profile('a')).toBeUndefined(),
		},
		renameExternalId: {
			parameters: {
				resource: 'user',
				operation: 'renameExternalId',
				current_external_id: ID,
				new_external_id: '=new-{{ $json.id }}',
			},
			hasHappened: () => expect(profile('new-a')?.attributes.first_name).toBe('A'),
		},
		setSubscription: {
			parameters: {
				resource: 'subscription',
				operation: 'setStatus',
				subscription_group_id: GROUP.id,
				subscription_state: 'unsubscribed',
				findUserBy: 'external_id',
				external_id: ID,
			},
			hasHappened: () => expect(profile('a')?.subscriptions[GROUP.id]).toBe('unsubscribed'),
		},
		sendCampaign: {
			parameters: {
				resource: 'campaign',
				operation: 'send',
				campaign_id: byId(CAMPAIGN.id),
				sendTo: 'external_id',
				external_id: ID,
			},
			hasHappened: () => expect(profile('a')?.received).toMatchObject([{ id: CAMPAIGN.id }]),
		},
		sendCanvas: {
			parameters: {
				resource: 'canvas',
				operation: 'send',
				canvas_id: byId(CANVAS.id),
				sendTo: 'external_id',
				external_id: ID,
			},
			hasHappened: () => expect(profile('a')?.received).toMatchObject([{ id: CANVAS.id }]),
		},
		setEmailStatus: {
			parameters: {
				resource: 'email',
				operation: 'setStatus',
				email: '={{ $json.id }}@example.com',
				subscription_state: 'unsubscribed',
			},
			hasHappened: () => expect(profile('a')?.attributes.email_subscribe).toBe('unsubscribed'),
		},
		addToBlocklist: {
			parameters: {
				resource: 'email',
				operation: 'addToBlocklist',
				email: '={{ $json.id }}@example.com',
			},
			hasHappened: () =>
				expect([...sandbox.braze.workspace.hardBounces.keys()]).toEqual(['a@example.com']),
		},
		upsertCatalogItem: {
			parameters: {
				resource: 'catalogItem',
				operation: 'upsert',
				catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
				itemId: ID,
				fields: '{ "name": "Flat White", "price": 4.2 }',
			},
			hasHappened: () =>
				expect(sandbox.braze.workspace.catalogs.get(BRAZE_CATALOG.name)?.items.get('a')).toEqual({
					id: 'a',
					name: 'Flat White',
					price: 4.2,
				}),
		},
	};
