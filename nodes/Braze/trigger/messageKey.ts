import type { BrazeItem } from './readMessage';

/** Braze's dispatch_id in previews and test sends, which are all the same. */
const UNSENT = 'dispatch_id_for_unsent_campaign';

/**
 * What identifies a message: all users of a send can share a dispatch_id, so it counts together
 * with the user and the message. (Braze: "dispatch_id behavior") One that lacks a part of it is
 * identified by its signature, so that nobody can send again what he has recorded.
 *
 * @returns undefined for a message that has neither, and so always counts as new
 */
export function messageKey(
	{
		dispatch_id: dispatchId,
		message_id: messageId,
		external_id: externalId,
		braze_id: brazeId,
	}: BrazeItem,
	signature?: string,
): string | undefined {
	const user = externalId ?? brazeId;
	if (dispatchId === null || dispatchId === UNSENT || messageId === null || user === null) {
		return signature;
	}
	return JSON.stringify([dispatchId, messageId, user]);
}
