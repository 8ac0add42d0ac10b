import { defineResource } from '../../../shared/operations/define';
import { deleteGuest } from './delete.operation';
import { get } from './get.operation';
import { getTimeline } from './getTimeline.operation';
import { logIn } from './logIn.operation';
import { sendMessage } from './sendMessage.operation';
import { signUp } from './signUp.operation';
import { ban, deactivate, reactivate, unban } from './status.operations';
import { update } from './update.operation';
import { updateExternalId } from './updateExternalId.operation';

export const guest = defineResource({
	name: 'Guest',
	default: 'signUp',
	operations: {
		signUp,
		get,
		update,
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
