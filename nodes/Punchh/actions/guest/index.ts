import { operationSelector } from '../define';
import { deleteGuest } from './delete.operation';
import { get } from './get.operation';
import { getTimeline } from './getTimeline.operation';
import { logIn } from './logIn.operation';
import { sendMessage } from './sendMessage.operation';
import { signUp } from './signUp.operation';
import { statusOperations } from './status.operations';
import { update } from './update.operation';
import { updateExternalId } from './updateExternalId.operation';

export const guestOperations = {
	signUp,
	get,
	update,
	updateExternalId,
	logIn,
	...statusOperations,
	delete: deleteGuest,
	getTimeline,
	sendMessage,
};

export const guestSelector = operationSelector('guest', guestOperations, 'signUp');
