import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import type { BatchOperation, ItemResult } from '../../../shared/operation';
import { eraseGuests } from '../../punchhEvents/erasure';
import type { NamedGuest } from '../../punchhEvents/identify';
import { trackItems, type Asked } from '../../track/trackItems';
import { readMapped } from './track.input';
import { properties } from './track.properties';

/**
 * Punchh Event > Track: records events of Punchh in Braze, as a preset maps them.
 *
 * Packing, sending and verdicts are those of User > Track. Guests that were deleted in Punchh are
 * deleted after everything else of the run was sent.
 */
export const trackPunchhEvent: BatchOperation = {
	countsTwice: true,
	properties: updateDisplayOptions(
		{ show: { resource: ['punchhEvent'], operation: ['track'] } },
		properties,
	),

	async executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]> {
		const toErase = new Map<number, NamedGuest>();
		const nowMs = Date.now();
		const results = await trackItems.call(this, itemIndices, (itemIndex): Asked => {
			const mapped = readMapped.call(this, itemIndex, nowMs);
			if ('objects' in mapped) return mapped;
			if ('skipped' in mapped) return { objects: [], ...mapped };
			toErase.set(itemIndex, mapped.erase);
			return { objects: [], skipped: 'The guest would be deleted in Braze' };
		});
		const isDryRun = this.getNodeParameter('options.dryRun', itemIndices[0], false) as boolean;
		if (toErase.size === 0 || isDryRun) return results;

		const erased = await eraseGuests.call(this, toErase);
		return itemIndices.map((itemIndex, position) => erased.get(itemIndex) ?? results[position]);
	},
};
