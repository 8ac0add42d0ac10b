import { defineResource } from '../../shared/operations/define';
import { operationTable } from '../../shared/operations/table';
import { sendCampaign } from './campaign/send.operation';
import { sendCanvas } from './canvas/send.operation';
import {
	deleteCatalogItem,
	updateCatalogItem,
	upsertCatalogItem,
} from './catalogItem/catalogItem.operations';
import { addToBlocklist, setEmailStatus } from './email/email.operations';
import { trackPunchhEvent } from './punchhEvent/track.operation';
import { getGroupStatus, getStatus } from './subscription/getStatus.operation';
import { setStatus } from './subscription/setStatus.operation';
import { user } from './user';

/** Every operation of the Braze node. */
export const brazeOperations = operationTable({
	resources: {
		campaign: defineResource({
			name: 'Campaign',
			default: 'send',
			operations: { send: sendCampaign },
		}),
		canvas: defineResource({
			name: 'Canvas Flow',
			default: 'send',
			operations: { send: sendCanvas },
		}),
		catalogItem: defineResource({
			name: 'Catalog Item',
			default: 'upsert',
			operations: {
				delete: deleteCatalogItem,
				update: updateCatalogItem,
				upsert: upsertCatalogItem,
			},
		}),
		email: defineResource({
			name: 'Email',
			default: 'setStatus',
			operations: { addToBlocklist, setStatus: setEmailStatus },
		}),
		punchhEvent: defineResource({
			name: 'Punchh Event',
			default: 'track',
			operations: { track: trackPunchhEvent },
		}),
		subscription: defineResource({
			name: 'Subscription',
			default: 'setStatus',
			operations: { getGroupStatus, getStatus, setStatus },
		}),
		user,
	},
	default: 'user',
	credentials: [{ name: 'brazeApi' }],
});
