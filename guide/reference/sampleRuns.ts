import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { addMember } from '../../sandbox/punchh/api/segments';
import { MARA } from '../../test/harness/punchh';
import { sample } from '../../test/harness/punchhEvents';
import {
	ADA,
	guest,
	logIn,
	loyalty,
	member,
	receipt,
	segment,
	signUp,
} from '../../test/harness/punchhParameters';

/** A run of one operation on one item, whose output a page shows. */
export interface SampleRun {
	parameters: INodeParameters;
	/** Mara, a guest of the sandbox, when not said. */
	item?: IDataObject;
	/** What has to be so in the sandbox before. */
	before?: (sandbox: Sandbox) => void;
}

const mara = ({ punchh }: Sandbox) => punchh.findGuest(MARA.id)!;

const has = (user_status: 'banned' | 'deactivated') => (sandbox: Sandbox) =>
	void sandbox.punchh.guestBook.change(mara(sandbox), { user_status });

/** "resource operation" -> run, for each operation of the Punchh node. */
export const PUNCHH_RUNS: Record<string, SampleRun> = {
	'guest signUp': { parameters: signUp('mobile'), item: ADA },
	'guest logIn': { parameters: logIn('mobile') },
	'guest get': { parameters: guest('get') },
	'guest getTimeline': { parameters: guest('getTimeline') },
	'guest update': {
		parameters: guest('update', {
			api: 'dashboard',
			updateFields: { first_name: 'Marlene' },
		}),
	},
	'guest updateExternalId': {
		parameters: guest('updateExternalId', {
			api: 'dashboard',
			external_source: 'customer_id',
			external_source_id: 'CRM-000917',
		}),
	},
	'guest ban': { parameters: guest('ban', { reason: 'Fraud' }) },
	'guest unban': { parameters: guest('unban'), before: has('banned') },
	'guest deactivate': { parameters: guest('deactivate') },
	'guest reactivate': { parameters: guest('reactivate'), before: has('deactivated') },
	'guest delete': {
		parameters: guest('delete', { deleteReason: 'delete_general' }),
		before: has('deactivated'),
	},
	'guest sendMessage': {
		parameters: guest('sendMessage', {
			message: 'We miss you',
			gifts: { gift_count: 20 },
		}),
	},
	'loyalty createCheckIn': { parameters: loyalty('createCheckIn', receipt) },
	'loyalty createFeedback': {
		parameters: loyalty('createFeedback', { message: 'Lovely', rating: '5' }),
	},
	'loyalty forceRedeem': {
		parameters: loyalty('forceRedeem', { redeem: 'requested_punches', punches: 15 }),
		before: (sandbox) => void (mara(sandbox).balance.credits = 20),
	},
	'loyalty getLocations': { parameters: loyalty('getLocations', { limit: 1 }) },
	'loyalty getRedeemables': { parameters: loyalty('getRedeemables', { limit: 1 }) },
	'segment create': {
		parameters: segment('create', '', { name: 'Regulars', description: 'Weekly' }),
	},
	'segment get': { parameters: segment('get') },
	'segment getMany': {
		parameters: { resource: 'segment', operation: 'getMany', limit: 1 },
	},
	'segment update': { parameters: segment('update', '1874', { updateFields: { name: 'Lost' } }) },
	'segment delete': { parameters: segment('delete', '1874', { confirmDeletion: true }) },
	'segmentMember add': { parameters: member('add') },
	'segmentMember addMany': { parameters: member('addMany', { guests: '={{ [$json.id] }}' }) },
	'segmentMember isMember': { parameters: member('isMember') },
	'segmentMember remove': {
		parameters: member('remove'),
		before: ({ punchh }) => void addMember(punchh, { custom_segment_id: '1874', user_id: MARA.id }),
	},
};

/** The same for the operations of the Braze node that record; the others have rows in the tests. */
export const BRAZE_RUNS: Record<string, SampleRun> = {
	'punchhEvent track': {
		parameters: { resource: 'punchhEvent', operation: 'track' },
		item: sample('guest-update-profile', { external_source_id: 'CRM-000917' }),
	},
	'user track': {
		parameters: {
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: JSON.stringify({
				attributes: [{ external_id: 'CRM-000917', first_name: 'Mara' }],
				events: [{ external_id: 'CRM-000917', name: 'menu_viewed', time: '2026-03-14T16:20:11Z' }],
			}),
		},
		item: {},
	},
	'user linkPunchhGuest': {
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: '730415',
			external_id: 'CRM-000917',
		},
		item: {},
	},
};
