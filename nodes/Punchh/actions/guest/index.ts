import { defineResource } from '../../../shared/operations/define';
import { deleteGuest } from './delete.operation';
import { getGuest } from './get.operation';
import { getTimeline } from './getTimeline.operation';
import { logIn } from './logIn.operation';
import { sendMessage } from './sendMessage.operation';
import { signUp } from './signUp.operation';
import { ban, deactivate, reactivate, unban } from './status.operations';
import { updateGuest } from './update.operation';
import { updateExternalId } from './updateExternalId.operation';

export const guest = defineResource({
	name: 'Guest',
	default: 'signUp',
	operations: {
		signUp,
		get: getGuest,
		update: updateGuest,
		updateExternalId,
		logIn,
		ban,
		unban,
		deactivate,
		reactivate,
		delete: deleteGuest,
		getTimeline,
		sendMessage,
	},
});
