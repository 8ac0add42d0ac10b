import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { MOST_SHOWN, shownText } from './values/shownText';

/** An error that n8n can show on the node: it names the node, and the item if one is to blame. */
export type ItemError = NodeApiError | NodeOperationError;

/** What an error says, and about which item. */
interface Told {
	message: string;
	/** What to do about it. */
	description?: string;
	itemIndex?: number;
}

/**
 * An error of ours. Its texts may hold what a vendor or a guest wrote: they are shown as text, never
 * as HTML. No other function makes errors for the editor.
 */
export function operationError(node: INode, told: Told): NodeOperationError {
	const { message, ...more } = asShown(told);
	return new NodeOperationError(node, message, more);
}

/** The same for an answer of the vendor, with its status. */
export function answerError(node: INode, told: Told & { status: number }): NodeApiError {
	const { status, ...shown } = asShown(told);
	const { message } = shown;
	return new NodeApiError(
		node,
		{ statusCode: status, message },
		{ ...shown, httpCode: String(status) },
	);
}

/** For errors of n8n's own, whose texts may hold those of others as well. */
function showAsText(error: ItemError): ItemError {
	const { message, description } = asShown({
		message: error.message,
		description: error.description ?? undefined,
	});
	error.message = message;
	if (description !== undefined) error.description = description;
	return error;
}

function asShown<T extends Told>(told: T): T {
	const { message, description } = told;
	return {
		...told,
		message: shownText(message, MOST_SHOWN.message),
		description: description && shownText(description, MOST_SHOWN.description),
	};
}

/**
 * Turns anything that was thrown into an n8n error that names the item. An n8n error is kept and
 * only gets the item: wrapping it again would silently drop the item, because n8n's constructors
 * return the instance they are given.
 */
export function toItemError(node: INode, thrown: unknown, itemIndex: number): ItemError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		thrown.context.itemIndex ??= itemIndex;
		return showAsText(thrown);
	}
	const given = thrown instanceof Error ? thrown : String(thrown);
	return showAsText(new NodeOperationError(node, given, { itemIndex }));
}
