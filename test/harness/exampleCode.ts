import { runInNewContext } from 'node:vm';
import type { IDataObject } from 'n8n-workflow';

import { readExample } from '../../playground/provision';

/** Items by the name of the node that hands them on. */
export type ItemsOf = Record<string, IDataObject[]>;

const toItems = (values: IDataObject[] = []) => values.map((json) => ({ json }));

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
	const { parameters } = readExample(example).nodes.find((node) => node.name === name)!;
	const items = runInNewContext(`(() => { ${String(parameters.jsCode)} })()`, {
		$input: { all: () => toItems(input) },
		$: (node: string) => ({ all: () => toItems(others[node]) }),
	}) as Array<{ json: IDataObject }>;
	return structuredClone(items.map(({ json }) => json));
}
