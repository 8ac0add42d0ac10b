import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INodeProperties,
} from 'n8n-workflow';

import { operationError, toItemError, type ItemError } from '../errors';

/** How many items are read for at the same time: n8n asks its database for each. */
const AT_A_TIME = 50;

/** So many items make it worth telling the user how it goes faster. */
const MANY = 1_000;

/** Shown above the output of a run. */
const SLOW_HINT =
	"n8n has read the credential for each item, as its fields may depend on the item. If none of them does, turn on 'Same for All Items' in the credential: runs like this one are then several times as fast.";

/** What a credential says for an item, or why it says nothing. */
export type ForItem<Made> = { made: Made } | { error: ItemError };

/** The credential's field for users who know that it has no expression that depends on the item. */
export const sameForAllItemsField: INodeProperties = {
	displayName: 'Same for All Items',
	name: 'sameForAllItems',
	type: 'boolean',
	default: false,
	description:
		'Whether no field here is an expression that depends on the item, such as a key for each brand. The credential is then read for the first and the last item of a run only, which makes runs of thousands of items several times as fast.',
};

/** The value of `sameForAllItemsField`. */
interface SameForAllItems {
	sameForAllItems?: boolean;
}

/**
 * Reads a credential for each of some items, because its expressions may depend on the item, such as
 * one key for each brand. n8n resolves them before a node sees them, and does not say whether there
 * are any, so nothing less is certain: 10,000 items take some seconds. If the credential says that it
 * is the same for all of them, only the first and the last item are asked, and must agree.
 *
 * @param indices of the items
 * @param make what is kept of the values for an item, and the same object for the same values; what it
 *   throws is the error of that item
 * @returns one result for each index, in their order
 */
export async function readForItems<Values extends object, Made>(
	context: IExecuteFunctions,
	type: string,
	indices: number[],
	make: (values: Values & ICredentialDataDecryptedObject, itemIndex: number) => Made,
): Promise<Array<ForItem<Made>>> {
	// Undefined for a credential without the field.
	let isSame: boolean | undefined;
	let latest: { made: Made } | undefined;
	const readFor = async (itemIndex: number): Promise<ForItem<Made>> => {
		try {
			const values = await context.getCredentials<
				Values & SameForAllItems & ICredentialDataDecryptedObject
			>(type, itemIndex);
			isSame = values.sameForAllItems;
			const made = make(values, itemIndex);
			if (latest?.made !== made) latest = { made };
			return latest;
		} catch (thrown) {
			return { error: toItemError(context.getNode(), thrown, itemIndex) };
		}
	};
	const first = await readFor(indices[0]);
	if (isSame && 'made' in first) {
		const last = await readFor(indices.at(-1)!);
		const agrees = 'made' in last && last.made === first.made;
		return indices.map((itemIndex) => (agrees ? first : { error: notSame(context, itemIndex) }));
	}
	const results = [first];
	for (let start = 1; start < indices.length; start += AT_A_TIME) {
		const some = indices.slice(start, start + AT_A_TIME);
		results.push(...(await Promise.all(some.map(readFor))));
	}
	const gains = isSame === false && results.every((result) => result === first);
	if (gains && results.length >= MANY) {
		context.addExecutionHints({ message: SLOW_HINT, location: 'outputPane', type: 'info' });
	}
	return results;
}

function notSame(context: IExecuteFunctions, itemIndex: number): ItemError {
	return operationError(context.getNode(), {
		message: 'The credential is not the same for all items',
		description: "Nothing was sent. Turn off 'Same for All Items' in the credential",
		itemIndex,
	});
}
