import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemError } from '../errors';

/**
 * What became of one input item: the JSON of its output items, or an error. `details` travel with
 * the error to the error output.
 */
export type ItemResult = { json: IDataObject[] } | { error: ItemError; details: IDataObject };

interface Described {
	/** The operation's own parameters; n8n's `updateDisplayOptions` has stamped when they are shown. */
	properties: INodeProperties[];
	/** Whether a second run of the same items would count, reward or write to people once more. */
	countsTwice?: boolean;
}

/** An operation that needs one item to do its work. It returns the output for that item or throws. */
export interface ItemOperation extends Described {
	execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject | IDataObject[]>;
}

/**
 * An operation that does better with all items at hand. It returns one result for each index, in
 * that order, and throws only when no item at all could be worked on.
 */
export interface BatchOperation extends Described {
	executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]>;
}

export type Operation = ItemOperation | BatchOperation;

/** Every operation of a node: resource value -> operation value -> operation. */
export type OperationTable = Record<string, Record<string, Operation>>;

/** All parameters of all operations, in the order of the table, for the node's description. */
export function propertiesOf(table: OperationTable): INodeProperties[] {
	return Object.values(table).flatMap((operations) =>
		Object.values(operations).flatMap((operation) => operation.properties),
	);
}
