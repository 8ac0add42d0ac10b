import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Item, type OperationFacts } from './item';
import type { ItemResult } from './types';

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

/** Makes a resource of its operations; their keys are their values in a workflow. */
export function defineResource<K extends string>(
	resource: Resource & { default: K; operations: Record<K, Operation> },
): Resource {
	return resource;
}

/** Makes an operation of its definition. */
export function defineOperation(definition: OperationDefinition): Operation {
	const { behaviour, options = [], ...rest } = definition;
	const properties = withOptions(rest.properties, [...options, ...(behaviour.options ?? [])]);
	const facts: OperationFacts = {
		name: rest.name,
		countsTwice: rest.countsTwice,
		parameters: new Map(properties.flatMap((property) => byPath(property)).reverse()),
	};
	return {
		...rest,
		properties,
		async run(itemIndices) {
			const items = itemIndices.map((itemIndex) => new Item(this, itemIndex, facts));
			return await behaviour.run.call(this, items);
		},
	};
}

/** All options in one collection behind the parameters, in n8n's alphabetical order. */
function withOptions(properties: INodeProperties[], options: INodeProperties[]): INodeProperties[] {
	if (options.length === 0) return properties;
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'Settings for special cases',
		options: byName(options, ({ displayName }) => displayName),
	};
	return [...properties, collection];
}

/** A sorted copy, in the order in which n8n wants lists. */
export function byName<T>(list: T[], nameOf: (one: T) => string): T[] {
	return [...list].sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

/** A parameter and those inside it, each with the path that it is read with. */
function byPath(property: INodeProperties, way = ''): Array<[string, INodeProperties]> {
	const path = `${way}${property.name}`;
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) {
			return option.values.flatMap((each) => byPath(each, `${path}.${option.name}.`));
		}
		return 'type' in option ? byPath(option, `${path}.`) : [];
	});
	return [[path, property], ...inner];
}
