import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** An error that n8n can show on the node: it names the node, and the item if one is to blame. */
export type ItemError = NodeApiError | NodeOperationError;

/**
 * Turns anything that was thrown into an n8n error that names the item. An n8n error is kept and
 * only gets the item: wrapping it again would silently drop the item, because n8n's constructors
 * return the instance they are given.
 */
export function toItemError(node: INode, thrown: unknown, itemIndex: number): ItemError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	return new NodeOperationError(node, thrown instanceof Error ? thrown : String(thrown), {
		itemIndex,
	});
}
