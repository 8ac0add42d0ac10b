import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import type { BatchOperation, ItemResult } from '../../../shared/operations/types';
import { readParameter } from '../../../shared/operations/readParameter';
import { TrackRun, type DeletionMode } from '../../punchhEvents/trackRun';
import { readMapped } from './track.input';
import { properties } from './track.properties';

/**
 * Punchh Event > Track: records events of Punchh in Braze, as a preset maps them.
 *
 * Packing, sending and verdicts are those of User > Track. Guests that were deleted in Punchh are
 * deleted after everything else of the run was sent, but for what comes after their deletion.
 */
export const trackPunchhEvent: BatchOperation = {
	countsTwice: true,
	properties: updateDisplayOptions(
		{ show: { resource: ['punchhEvent'], operation: ['track'] } },
		properties,
	),

	async executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]> {
		const nowMs = Date.now();
		const run = new TrackRun(this, (itemIndex) => readMapped.call(this, itemIndex, nowMs));
		return await run.run(itemIndices, deletionMode.call(this, itemIndices));
	},
};

function deletionMode(this: IExecuteFunctions, itemIndices: number[]): DeletionMode {
	const passesOn = (itemIndex: number) =>
		readParameter.call(this, 'options.passOnDeletions', itemIndex, false) === true;
	if (!itemIndices.some(passesOn)) return 'ignore';
	return this.getNodeParameter('options.dryRun', itemIndices[0], false) ? 'show' : 'pass on';
}
