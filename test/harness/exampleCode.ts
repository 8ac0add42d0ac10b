import { runInNewContext } from 'node:vm';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { readExample } from '../../playground/provision';

/** Items by the name of the node that hands them on. */
export type ItemsOf = Record<string, IDataObject[]>;

const toItems = (values: IDataObject[] = []) => values.map((json) => ({ json }));

/** The JavaScript of an example's Code node. */
function codeOf(example: string, name: string): string {
	const { parameters } = readExample(example).nodes.find((node) => node.name === name)!;
	return `(() => { ${String(parameters.jsCode)} })()`;
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
	const ofNode = (given?: IDataObject[]) => ({
		all: () => toItems(given),
		first: () => toItems(given)[0],
	});
	const items = runInNewContext(codeOf(example, name), {
		$input: ofNode(input),
		$: (node: string) => ofNode(others[node]),
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
