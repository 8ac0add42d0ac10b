import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemError } from '../errors';
import type { Item } from './item';

/**
 * What became of one input item: the JSON of its output items, or an error. `details` travel with
 * the error to the error output.
 */
export type ItemResult = { json: IDataObject[] } | { error: ItemError; details: IDataObject };

/** A credential that an operation needs, unless a parameter has one of these values. */
export interface CredentialUse {
	name: string;
	/** Parameter -> values. */
	unless?: Record<string, string[]>;
}

/** What an operation does. The few kinds have makers of their own, such as `callPunchh`. */
export interface Behaviour {
	/** Entries of the operation's 'Options' that say how it is done. */
	options?: INodeProperties[];
	/**
	 * Works on all items that ask for the operation and returns one result for each, in their order.
	 * It throws only when no item at all could be worked on.
	 */
	run(this: IExecuteFunctions, items: Item[]): Promise<ItemResult[]>;
}

/** What stands in the file of an operation. Its key in the table of its resource is its value. */
export interface OperationDefinition {
	/** In the list of operations of its resource. */
	name: string;
	/** In the node panel's list of actions. */
	action: string;
	description: string;
	/** Its own parameters. When they are shown is added by the table. */
	properties: INodeProperties[];
	/** Entries of 'Options' beside those of the behaviour. */
	options?: INodeProperties[];
	/**
	 * Whether a second run of the same items would count, reward or write to people once more. Such an
	 * operation refuses n8n's 'Retry On Fail', and no call of it that changes something is sent again
	 * after its answer was lost.
	 */
	countsTwice: boolean;
	/** The credentials that it needs, where they are not those of the whole node. */
	credentials?: CredentialUse[];
	behaviour: Behaviour;
}

/** An operation as the table and `runItems` use it. */
export interface Operation extends Omit<OperationDefinition, 'options' | 'behaviour'> {
	/** Works on the items with these indices; see `Behaviour`. */
	run(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]>;
}

/** What stands in the index of a resource. Its key in the table of the node is its value. */
export interface Resource {
	name: string;
	/** The operation that is chosen at first. */
	default: string;
	operations: Record<string, Operation>;
}
