import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { toItemError, type ItemError } from '../errors';

/** How many items are read for at the same time: n8n asks its database for each. */
const AT_A_TIME = 50;

/** What a credential says for an item, or why it says nothing. */
export type ForItem<Made> = { made: Made } | { error: ItemError };

/**
 * Reads a credential for each of some items, because its expressions may depend on the item, such as
 * one key for each brand. n8n resolves them before a node sees them, and does not say whether there
 * are any, so nothing less is certain: 10,000 items take some seconds.
 *
 * @param indices of the items
 * @param make what is kept of the values for an item; what it throws is the error of that item
 * @returns one result for each index, in their order
 */
export async function readForItems<Values extends object, Made>(
	context: IExecuteFunctions,
	type: string,
	indices: number[],
	make: (values: Values & ICredentialDataDecryptedObject, itemIndex: number) => Made,
): Promise<Array<ForItem<Made>>> {
	const readFor = async (itemIndex: number): Promise<ForItem<Made>> => {
		try {
			const values = await context.getCredentials<Values & ICredentialDataDecryptedObject>(
				type,
				itemIndex,
			);
			return { made: make(values, itemIndex) };
		} catch (thrown) {
			return { error: toItemError(context.getNode(), thrown, itemIndex) };
		}
	};
	const results: Array<ForItem<Made>> = [];
	for (let start = 0; start < indices.length; start += AT_A_TIME) {
		const some = indices.slice(start, start + AT_A_TIME);
		results.push(...(await Promise.all(some.map(readFor))));
	}
	return results;
}
