import type { IExecuteFunctions } from 'n8n-workflow';

import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import type { ListEndpoint, ListEntry } from './endpoint';
import { kindOf } from './pack';

const { mostNodes, mostObjects } = POLICY.sentBefore;

/** What nodes have done, each in one execution and workspace. */
const NODES = new Newest<Newest<true>>(mostNodes);

/**
 * What a node has done in its execution that would affect another profile if it were done again: a loop hands
 * a list on in parts, and a row that comes twice may be in two of them.
 */
export class DoneInExecution {
	private readonly node: string;

	constructor(
		context: IExecuteFunctions,
		workspace: string,
		private readonly again: ListEndpoint['again'],
	) {
		this.node = JSON.stringify([workspace, context.getExecutionId(), context.getNode().id]);
	}

	/** Whether an earlier run of the node has done what an entry asks for, or may have. */
	has(entry: ListEntry): boolean {
		return NODES.get(this.node)?.has(keyOfEntry(entry)) ?? false;
	}

	/** Remembers what Braze has done, or may have. */
	note(entry: ListEntry): void {
		if (this.again?.(entry) !== 'another') return;
		const done = NODES.get(this.node) ?? new Newest<true>(mostObjects);
		NODES.set(this.node, done);
		done.set(keyOfEntry(entry), true);
	}
}

/** Entries with the same key ask for the same. */
export function keyOfEntry(entry: ListEntry): string {
	return JSON.stringify([kindOf(entry), entry.about]);
}
