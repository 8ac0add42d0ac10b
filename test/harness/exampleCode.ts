import { runInNewContext } from 'node:vm';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { readExample } from '../../playground/provision';

/** Items by the name of the node that hands them on; those of each run for a node in a loop. */
export type ItemsOf = Record<string, IDataObject[] | IDataObject[][]>;

/** The day on which the code of examples runs. */
export const TODAY = '2026-03-14';

const toItems = (values: IDataObject[] = []) => values.map((json) => ({ json }));

/** The JavaScript of an example's Code node. */
function codeOf(example: string, name: string): string {
	const { parameters } = readExample(example).nodes.find((node) => node.name === name)!;
	return `(() => { ${String(parameters.jsCode)} })()`;
}

/** What a Code node sees of a node: as in n8n, of its last run unless it asks for another. */
function ofNode(given: ItemsOf[string] = []) {
	const runs = given.every((run) => Array.isArray(run)) && given.length > 0 ? given : [given];
	const all = (...[, run = runs.length - 1]: number[]) => {
		if (run in runs) return toItems(runs[run] as IDataObject[]);
		throw new Error(`Run ${run} of the node not found`);
	};
	return { all, first: () => all()[0] };
}

/**
 * Runs the JavaScript of an example's Code node, once for all items.
 *
 * @param input what the node is given
 * @param others what other nodes have handed on
 * @returns what it hands on
 * @throws what the code throws
 */
export function runCode(
	example: string,
	name: string,
	input: IDataObject[],
	others: ItemsOf = {},
): IDataObject[] {
	return runCodeToItems(example, name, input, others).map(({ json }) => json);
}

/** As runCode, with the files that the items carry. */
export function runCodeToItems(
	example: string,
	name: string,
	input: IDataObject[],
	others: ItemsOf = {},
): INodeExecutionData[] {
	const items = runInNewContext(codeOf(example, name), {
		$input: ofNode(input),
		$: (node: string) => ofNode(others[node]),
		$now: { toISODate: () => TODAY },
		Buffer,
	}) as INodeExecutionData[];
	return structuredClone(items);
}

/**
 * Runs the JavaScript of an example's Code node for one item.
 *
 * @param json the item
 * @param others what other nodes have handed on for it
 * @returns what it hands on
 */
export function runCodeForItem(
	example: string,
	name: string,
	json: IDataObject,
	others: Record<string, IDataObject> = {},
): IDataObject {
	const item = runInNewContext(codeOf(example, name), {
		$json: json,
		$: (node: string) => ({ item: { json: others[node] } }),
	}) as { json: IDataObject };
	return structuredClone(item.json);
}
