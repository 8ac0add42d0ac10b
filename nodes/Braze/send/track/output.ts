import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { valueForAll, type Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';

/** What leaves the node for items that got through. What failed always leaves item by item. */
type Output = 'items' | 'problems' | 'summary';

/** The option for it; n8n stores what leaves a node, and 10,000 outputs cost it more than they tell. */
export const outputOption: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Each Item',
			value: 'items',
			description: 'An output for each input item',
		},
		{
			name: 'One Summary',
			value: 'summary',
			description: 'One output with counts, linked to all items that got through',
		},
		{
			name: 'Only Problems',
			value: 'problems',
			description:
				'Items that were skipped or have warnings. If there are none, the nodes after this one do not run, and a Loop Over Items around it ends with the first batch.',
		},
	],
	default: 'items',
	description:
		'What leaves the node for items that got through, so that n8n need not store thousands of them. Items that fail leave one by one in any case, and a dry run shows each item.',
};

/** How many different warnings, and reasons for skipping, a summary has. */
const MOST_TEXTS = 20;

/** What a summary adds up. */
const COUNTS = ['attributes', 'events', 'purchases', 'dataPoints'] as const;

/**
 * Reads which outputs the user wants.
 *
 * @returns leaves out, or adds up, results of items that got through; in the order of the items
 * @throws NodeOperationError if items do not agree
 */
export function readOutput(
	items: Item[],
): (results: ItemResult[], dryRun: boolean) => ItemResult[] {
	const output = valueForAll<Output>(items, `options.${outputOption.name}`, 'items');
	return (results, dryRun) => {
		if (output === 'items' || dryRun) return results;
		const outputs = results.map((result, index) => withOwn(result, items[index]));
		return output === 'summary' ? summarized(outputs) : problemsOf(outputs);
	};
}

/** A result with the warnings that came up while its item was read, which it gets at the end otherwise. */
function withOwn(result: ItemResult, { warnings }: Item): ItemResult {
	if ('error' in result || warnings.length === 0) return result;
	return {
		json: result.json.map((json) => ({ ...json, warnings: [...textsIn(json), ...warnings] })),
	};
}

function problemsOf(results: ItemResult[]): ItemResult[] {
	return results.map((result) =>
		'error' in result ? result : { json: result.json.filter(isProblem) },
	);
}

function isProblem(json: IDataObject): boolean {
	return json.verdict === 'skipped' || textsIn(json).length > 0;
}

/** The first item that got through has the sum of all that did, the others have nothing. */
function summarized(results: ItemResult[]): ItemResult[] {
	const through = [...results.keys()].filter((index) => 'json' in results[index]);
	const json = through.flatMap((index) => (results[index] as { json: IDataObject[] }).json);
	return results.map((result, index) => {
		if ('error' in result) return result;
		return index === through[0] ? { json: [summaryOf(json)], of: through } : { json: [] };
	});
}

function summaryOf(outputs: IDataObject[]): IDataObject {
	const skipped = outputs.filter(({ verdict }) => verdict === 'skipped');
	const sums = COUNTS.map((name) => [
		name,
		outputs.reduce((sum, { [name]: count }) => sum + Number(count ?? 0), 0),
	]);
	const reasons = different(skipped.map(({ reason }) => String(reason)));
	const warnings = different(outputs.flatMap(textsIn));
	return {
		verdict: outputs.length > skipped.length ? 'accepted' : 'skipped',
		items: outputs.length - skipped.length,
		...(Object.fromEntries(sums) as IDataObject),
		skipped: skipped.length,
		...(reasons.length > 0 ? { reasons } : {}),
		...(warnings.length > 0 ? { warnings } : {}),
	};
}

function textsIn({ warnings }: IDataObject): string[] {
	return Array.isArray(warnings) ? (warnings as string[]) : [];
}

function different(texts: string[]): string[] {
	const all = [...new Set(texts)];
	const more = all.length - MOST_TEXTS;
	return more > 0 ? [...all.slice(0, MOST_TEXTS), `... and ${more} more`] : all;
}
