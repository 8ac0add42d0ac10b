import type { OperationTable } from '../../shared/operations/types';
import { sendCampaign } from './campaign/send.operation';
import { sendCanvas } from './canvas/send.operation';
import { deleteCatalogItem, upsertCatalogItem } from './catalogItem/catalogItem.operations';
import { addToBlocklist, setEmailStatus } from './email/email.operations';
import { trackPunchhEvent } from './punchhEvent/track.operation';
import { getGroupStatus, getStatus } from './subscription/getStatus.operation';
import { setStatus } from './subscription/setStatus.operation';
import { createAlias } from './user/createAlias.operation';
import { deleteUser } from './user/delete.operation';
import { exportUser } from './user/export.operation';
import { identify } from './user/identify.operation';
import { merge } from './user/merge.operation';
import { removeExternalId } from './user/removeExternalId.operation';
import { renameExternalId } from './user/renameExternalId.operation';
import { track } from './user/track.operation';
import { updateAlias } from './user/updateAlias.operation';

/** Every operation of the Braze node. */
export const operations = {
	campaign: { send: sendCampaign },
	canvas: { send: sendCanvas },
	catalogItem: { delete: deleteCatalogItem, upsert: upsertCatalogItem },
	email: { addToBlocklist, setStatus: setEmailStatus },
	punchhEvent: { track: trackPunchhEvent },
	subscription: { getGroupStatus, getStatus, setStatus },
	user: {
		createAlias,
		delete: deleteUser,
		export: exportUser,
		identify,
		merge,
		removeExternalId,
		renameExternalId,
		track,
		updateAlias,
	},
} satisfies OperationTable;
