import type { IExecuteFunctions } from 'n8n-workflow';

import { toItemError, type ItemError } from '../../shared/errors';
import type { Item } from '../../shared/operations/item';
import type { ItemResult } from '../../shared/operations/types';
import { connectItemsToBraze, type BrazeConnection } from '../transport/connect';
import { RunWide } from './runWide';

/** A workspace that a run sends to. */
export interface Workspace {
	connection: BrazeConnection;
	runWide: RunWide;
}

/**
 * Divides the items of a run by the workspace that the credential leads each of them to, and does the
 * work of each workspace beside the others. They share nothing but the number of requests at a time,
 * so a key that one refuses, or a limit that one sets, concerns nobody else.
 *
 * @param timeoutMs how long an answer may take
 * @param work returns one result for each item that it is given, in their order
 * @returns one result for each item; items whose credential leads nowhere have failed
 * @throws ItemError if that is true for all of them, for the same reason
 */
export async function inWorkspaces(
	context: IExecuteFunctions,
	items: Item[],
	timeoutMs: number | undefined,
	work: (items: Item[], workspace: Workspace) => Promise<ItemResult[]>,
): Promise<ItemResult[]> {
	const { groups, results } = await divide(context, items, timeoutMs);
	const runWide = new RunWide();
	await Promise.all(
		[...groups].map(async ([connection, positions]) => {
			const group = positions.map((position) => items[position]);
			const found = await work(group, { connection, runWide }).catch((thrown: unknown) =>
				group.map(({ index }) => failed(toItemError(context.getNode(), thrown, index))),
			);
			positions.forEach((position, number) => (results[position] = found[number]));
		}),
	);
	return results;
}

/** Which items each workspace has, in their order, and the results of those that have none. */
async function divide(context: IExecuteFunctions, items: Item[], timeoutMs: number | undefined) {
	const indices = items.map(({ index }) => index);
	const connections = await connectItemsToBraze(context, indices, timeoutMs);
	const groups = new Map<BrazeConnection, number[]>();
	const results = new Array<ItemResult>(items.length);
	const errors: ItemError[] = [];
	// In an async function, entries() makes an array for each of them, and there may be a million.
	connections.forEach((connection, position) => {
		if ('error' in connection) {
			errors.push(connection.error);
			results[position] = failed(connection.error);
		} else {
			const group = groups.get(connection.made);
			if (group) group.push(position);
			else groups.set(connection.made, [position]);
		}
	});
	const isSame = errors.every(({ message }) => message === errors[0].message);
	if (groups.size === 0 && isSame) throw errors[0];
	return { groups, results };
}

function failed(error: ItemError): ItemResult {
	return { error, details: { verdict: 'failed' } };
}
