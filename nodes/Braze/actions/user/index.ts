import { defineResource } from '../../../shared/operations/define';
import { createAlias } from './createAlias.operation';
import { deleteUser } from './delete.operation';
import { exportUser } from './export.operation';
import { identify } from './identify.operation';
import { linkPunchhGuest } from './linkPunchhGuest.operation';
import { merge } from './merge.operation';
import { removeExternalId } from './removeExternalId.operation';
import { renameExternalId } from './renameExternalId.operation';
import { track } from './track.operation';
import { updateAlias } from './updateAlias.operation';

export const user = defineResource({
	name: 'User',
	default: 'track',
	operations: {
		createAlias,
		delete: deleteUser,
		export: exportUser,
		identify,
		linkPunchhGuest,
		merge,
		removeExternalId,
		renameExternalId,
		track,
		updateAlias,
	},
});
