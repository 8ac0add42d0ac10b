import type { BrazeItem } from './readMessage';

/** Braze's dispatch_id in previews and test sends, which are all the same. */
const UNSENT = 'dispatch_id_for_unsent_campaign';

/**
 * What identifies a message: all users of a send can share a dispatch_id, so it counts together
 * with the user and the message. (Braze: "dispatch_id behavior") Several users can share an address or a
 * phone, so where nothing else names the user, the rest of the message counts as well. One that lacks a
 * part of it is identified by its signature, so that nobody can send again what he has recorded.
 *
 * @returns undefined for a message that has neither, and so always counts as new
 */
export function messageKey(
	{
		dispatch_id: dispatchId,
		message_id: messageId,
		external_id: externalId,
		braze_id: brazeId,
		...item
	}: BrazeItem,
	signature?: string,
): string | undefined {
	if (dispatchId === null || dispatchId === UNSENT || messageId === null) return signature;
	const user = externalId ?? brazeId;
	if (user !== null) return JSON.stringify([dispatchId, messageId, user]);
	if (item.email === null && item.phone === null) return signature;
	return JSON.stringify([dispatchId, messageId, item.body]);
}
