import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemError } from '../errors';
import type { Item } from './item';

/**
 * What became of one input item: the JSON of its output items, or an error. `details` go to the error
 * output together with the error. If the output is about several items, `of` has their indices.
 * `doesMoreAgain` is that of the item.
 */
export type ItemResult =
	| { json: IDataObject[]; of?: number[]; doesMoreAgain?: true }
	| { error: ItemError; details: IDataObject };

/** A credential that an operation needs, unless a parameter has one of these values. */
export interface CredentialUse {
	name: string;
	/** Parameter -> values. */
	unless?: Record<string, string[]>;
}

/** What an operation does. Functions such as `callPunchh` make the few kinds that there are. */
export interface Behaviour {
	/** Entries of the operation's 'Options' that say how to do it. */
	options?: INodeProperties[];
	/**
	 * Processes all items that ask for the operation and returns one result for each, in their order.
	 * Throws only if no item could be processed at all.
	 */
	run(this: IExecuteFunctions, items: Item[]): Promise<ItemResult[]>;
}

/** What an operation file defines. The key in the table of its resource is its value in n8n. */
export interface OperationDefinition {
	/** Shown in the list of operations of its resource. */
	name: string;
	/** Shown in the list of actions in the node panel. */
	action: string;
	description: string;
	/** Its own parameters. The table adds when to show them. */
	properties: INodeProperties[];
	/** Entries of 'Options' in addition to those of the behavior. */
	options?: INodeProperties[];
	/**
	 * Whether a second run of the same items would count, reward or message people once more. Such an
	 * operation refuses n8n's 'Retry On Fail', and its calls that change something are not sent again
	 * after an answer was lost.
	 */
	countsTwice: boolean;
	/** Whether it knows what it has sent, so that n8n's *Retry* of a failed execution sends nothing twice. */
	knowsSent?: true;
	/** The credentials that it needs, if they differ from those of the whole node. */
	credentials?: CredentialUse[];
	behaviour: Behaviour;
}

/** An operation as the table and `runItems` use it. */
export interface Operation extends Omit<OperationDefinition, 'options' | 'behaviour'> {
	/** Processes the items with these indices; see `Behaviour`. */
	run(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]>;
}

/** A group of operations. The key in the table of the node is its value in n8n. */
export interface Resource {
	name: string;
	/** The operation that is selected initially. */
	default: string;
	operations: Record<string, Operation>;
}
