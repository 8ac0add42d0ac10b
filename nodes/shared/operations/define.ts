import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { Item, type OperationFacts } from './item';
import { choiceReaders } from './readChoices';
import type { ItemResult, Operation, OperationDefinition, Resource } from './types';

/** Defines a resource. The keys of its operations are their values in a workflow. */
export function defineResource<K extends string>(
	resource: Resource & { default: K; operations: Record<K, Operation> },
): Resource {
	return resource;
}

/** Turns the definition in an operation file into an operation. */
export function defineOperation(definition: OperationDefinition): Operation {
	const { behaviour, options = [], ...rest } = definition;
	const properties = withOptions(rest.properties, [...options, ...(behaviour.options ?? [])]);
	const facts: OperationFacts = {
		name: rest.name,
		countsTwice: rest.countsTwice,
		parameters: new Map(properties.flatMap((property) => byPath(property)).reverse()),
		choices: new Map(properties.flatMap((property) => [...choiceReaders(property)]).reverse()),
	};
	return {
		...rest,
		properties,
		async run(itemIndices) {
			const items = itemIndices.map((itemIndex) => new Item(this, itemIndex, facts));
			const results = await behaviour.run.call(this, items);
			return results.map((result, position) => withWarnings(result, items[position].warnings));
		},
	};
}

/** Adds what came up while the parameters of an item were read. */
function withWarnings(result: ItemResult, warnings: string[]): ItemResult {
	if (warnings.length === 0) return result;
	const added = (to: IDataObject): IDataObject => {
		const others = Array.isArray(to.warnings) ? (to.warnings as string[]) : [];
		return { ...to, warnings: [...new Set([...others, ...warnings])] };
	};
	return 'error' in result
		? { ...result, details: added(result.details) }
		: { ...result, json: result.json.map(added) };
}

/** Adds all options in one collection after the parameters, in alphabetical order as n8n wants. */
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

/** A copy in alphabetical order, as n8n wants lists. */
export function byName<T>(list: T[], nameOf: (one: T) => string): T[] {
	return [...list].sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

/** A parameter and those nested in it, each with the path that reads it. */
function byPath(property: INodeProperties, prefix = ''): Array<[string, INodeProperties]> {
	const path = `${prefix}${property.name}`;
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) {
			return option.values.flatMap((each) => byPath(each, `${path}.${option.name}.`));
		}
		return 'type' in option ? byPath(option, `${path}.`) : [];
	});
	return [[path, property], ...inner];
}
