import {
	updateDisplayOptions,
	type IDataObject,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { inParallel } from '../../shared/operations/inParallel';
import type { BatchOperation } from '../../shared/operations/types';
import { scopeOf } from '../transport/errors';
import { PunchhItem } from './item';
import { concurrencyOption, languageOption } from './options';

/** How an operation is offered: its name, its entry in the list of actions, what it does. */
interface Listing {
	resource: string;
	/** Value of the operation in a workflow. */
	operation: string;
	name: string;
	action: string;
	description: string;
}

/** An operation of the Punchh node, with what the editor says about it. */
export type PunchhOperation = BatchOperation & { listing: INodePropertyOptions };

interface Definition extends Listing {
	properties: INodeProperties[];
	/** Beside those that every operation has. */
	options?: INodeProperties[];
	/** Whether a second run of the same items would reward or write to guests once more. */
	countsTwice?: boolean;
	/** How many items are under way at once unless the user says otherwise. */
	concurrency?: number;
	/** Does the work for one item and returns its output, or throws. */
	execute(item: PunchhItem): Promise<IDataObject | IDataObject[]>;
}

/** An operation that works on items one by one, or on several at once as its options say. */
export function defineOperation(definition: Definition): PunchhOperation {
	const { concurrency = 1, execute, name, resource, operation } = definition;
	const options = [concurrencyOption(concurrency), languageOption, ...(definition.options ?? [])];
	const properties = withOptions(definition.properties, options);
	return {
		listing: listingOf(definition),
		...inParallel(
			{
				properties: updateDisplayOptions(
					{ show: { resource: [resource], operation: [operation] } },
					properties,
				),
				countsTwice: definition.countsTwice,
				async execute(itemIndex) {
					return await execute(new PunchhItem(this, itemIndex));
				},
			},
			{
				what: `Punchh: ${name}`,
				limit(itemIndex) {
					return this.getNodeParameter('options.concurrency', itemIndex, concurrency) as number;
				},
				scopeOf,
			},
		),
	};
}

/** An operation that wants all items at hand. */
export function defineBatch(
	listing: Listing,
	{ properties, executeBatch }: BatchOperation,
): PunchhOperation {
	const { resource, operation } = listing;
	return {
		listing: listingOf(listing),
		properties: updateDisplayOptions(
			{ show: { resource: [resource], operation: [operation] } },
			withOptions(properties, [languageOption]),
		),
		executeBatch,
	};
}

/** The list of operations of a resource. */
export function operationSelector(
	resource: string,
	operations: Record<string, PunchhOperation>,
	preset: string,
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: Object.values(operations)
			.map(({ listing }) => listing)
			.sort(byName),
		default: preset,
	};
}

function listingOf({ name, operation: value, action, description }: Listing): INodePropertyOptions {
	return { name, value, action, description };
}

function withOptions(properties: INodeProperties[], options: INodeProperties[]): INodeProperties[] {
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'What is needed in special cases only',
		options: options.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
	return [...properties, collection];
}

function byName(one: INodePropertyOptions, other: INodePropertyOptions): number {
	return one.name.localeCompare(other.name);
}
