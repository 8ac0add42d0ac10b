import type { INodeProperties } from 'n8n-workflow';

import type { Item } from './item';

const NAME = 'confirmDeletion';

/**
 * The switch without which an operation deletes nothing. Only a person can turn it on, see
 * `Item.confirmed`.
 *
 * @param what is deleted, such as `the user`
 * @param lost a sentence on what is gone then
 */
export function confirmDeletionField(what: string, lost: string): INodeProperties {
	return {
		displayName: 'Confirm Deletion',
		name: NAME,
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: `Whether to really delete ${what}. ${lost} Takes no expression, so that no AI model can turn it on.`,
	};
}

/** @throws NodeOperationError unless that switch is on, in the node itself */
export function assertConfirmed(item: Item, what: string): void {
	if (item.confirmed<unknown>(NAME, false) === true) return;
	throw item.error(
		"'Confirm Deletion' is off",
		`Nothing was deleted. Turn it on to permanently delete ${what}`,
	);
}
