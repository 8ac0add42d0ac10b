import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../../shared/errors';
import type { BatchOperation, ItemResult } from '../../../shared/operation';
import { findProblem } from '../../track/checks';
import { prepare } from '../../track/prepare';
import { toItemResult, type JudgedObject } from '../../track/results';
import { sendObjects } from '../../track/sending';
import type { PreparedObject, TrackObject, Verdict } from '../../track/types';
import { connectToBraze } from '../../transport/brazeRequest';
import { readObjects } from './track.input';
import { properties } from './track.properties';

/** An object of one item on its way: found wanting by our own checks, or prepared to be sent. */
type Checked = TrackObject & ({ problem: string } | { prepared: PreparedObject });

/**
 * User > Track: records attributes, custom events and purchases.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 *
 * The objects of all items go out in as few requests as the limits allow, and each item gets one
 * output with a verdict. An item with an object that cannot be sent is held back as a whole.
 */
export const track: BatchOperation = {
	properties: updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['track'] } },
		properties,
	),

	async executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]> {
		const connection = await connectToBraze.call(this, itemIndices[0]);
		const read = itemIndices.map((itemIndex) => readItem.call(this, itemIndex));

		const sendable = read.flatMap((item) =>
			'objects' in item && item.objects.every((object) => 'prepared' in object)
				? item.objects.flatMap((object) => ('prepared' in object ? [object.prepared] : []))
				: [],
		);
		const verdicts = await sendObjects(connection, sendable);

		return itemIndices.map((itemIndex, position) => {
			const item = read[position];
			if (!('objects' in item)) return item;
			return toItemResult(this.getNode(), itemIndex, judgeAll(item.objects, verdicts));
		});
	},
};

/** The checked objects of an item, or the result of an item whose parameters do not make sense. */
function readItem(this: IExecuteFunctions, itemIndex: number): { objects: Checked[] } | ItemResult {
	try {
		return {
			objects: readObjects.call(this, itemIndex).map((object) => check(object, itemIndex)),
		};
	} catch (thrown) {
		const error = toItemError(this.getNode(), thrown, itemIndex);
		return { error, details: { verdict: 'rejected' } };
	}
}

function check(object: TrackObject, itemIndex: number): Checked {
	const problem = findProblem(object);
	return problem === undefined
		? { ...object, prepared: prepare(object, itemIndex) }
		: { ...object, problem };
}

function judgeAll(objects: Checked[], verdicts: Map<PreparedObject, Verdict>): JudgedObject[] {
	return objects.map((object) => ({ array: object.array, verdict: verdictOf(object, verdicts) }));
}

function verdictOf(object: Checked, verdicts: Map<PreparedObject, Verdict>): Verdict {
	if ('problem' in object) {
		const hint = 'Nothing of this item was sent';
		return { kind: 'rejected', reason: `${OBJECT_NAMES[object.array]}: ${object.problem}`, hint };
	}
	// Held back because another object of its item cannot be sent.
	return verdicts.get(object.prepared) ?? { kind: 'failed', reason: 'Held back with its item' };
}

const OBJECT_NAMES = { attributes: 'Attributes', events: 'Event', purchases: 'Purchase' };
