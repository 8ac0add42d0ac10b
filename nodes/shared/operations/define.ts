import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { byName } from '../byName';
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
	let facts: OperationFacts | undefined;
	return {
		...rest,
		properties,
		async run(itemIndices) {
			const known = (facts ??= factsOf(rest, properties));
			const items = itemIndices.map((itemIndex) => new Item(this, itemIndex, known));
			const results = await behaviour.run.call(this, items);
			return results.map((result, position) => {
				const { warnings, doesMoreAgain } = items[position];
				const noted = withWarnings(result, warnings);
				return doesMoreAgain && 'json' in noted ? { ...noted, doesMoreAgain } : noted;
			});
		},
	};
}

/** Made when an operation first runs: n8n makes all operations at its start, and runs few. */
function factsOf(
	{ name, countsTwice }: Pick<Operation, 'name' | 'countsTwice'>,
	properties: INodeProperties[],
): OperationFacts {
	return {
		name,
		countsTwice,
		parameters: new Map(properties.flatMap((property) => byPath(property)).reverse()),
		choices: new Map(properties.flatMap((property) => [...choiceReaders(property)]).reverse()),
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
