import type { INode } from 'n8n-workflow';

import type { ItemValues } from './itemValues';

/** Why nothing is sent under n8n's 'Retry On Fail', and what to do. */
export const NOT_UNDER_RETRIES = {
	message: "Nothing was sent: 'Retry On Fail' would resend items that have already gone through",
	description:
		"Turn it off in the node's settings. The node retries whatever is safe to retry; the error output has the items to send again.",
};

/**
 * Whether n8n runs a node again that has failed. When one item has failed, it hands the node all of its
 * items again, including those that got through. It does so even if the node has an error output.
 */
export function isRetried({ retryOnFail }: Pick<INode, 'retryOnFail'>): boolean {
	return retryOnFail === true;
}

/**
 * For an item of which a second run would do more than the first has done.
 *
 * @throws NodeOperationError if n8n is set to run it a second time
 */
export function assertNotRetried(item: ItemValues): void {
	item.doesMoreAgain = true;
	if (!isRetried(item.context.getNode())) return;
	throw item.error(NOT_UNDER_RETRIES.message, NOT_UNDER_RETRIES.description);
}
