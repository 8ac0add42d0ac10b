import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** An error that n8n can show on the node: it knows the node, and the item when one is to blame. */
export type ItemError = NodeApiError | NodeOperationError;

/**
 * Makes anything that was thrown an error of n8n's that names the item. An n8n error is kept and
 * only stamped: wrapping one again would silently drop the item (n8n's constructors hand back the
 * instance they are given).
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
