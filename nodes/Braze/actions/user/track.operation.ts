import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import type { BatchOperation, ItemResult } from '../../../shared/operations/types';
import { trackItems } from '../../track/trackItems';
import { readObjects } from './track.input';
import { properties } from './track.properties';

/**
 * User > Track: records attributes, custom events and purchases.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 *
 * The objects of all items go out in as few requests as the limits allow, and each item gets one
 * output with a verdict. An item with an object that cannot be sent is held back as a whole.
 */
export const track: BatchOperation = {
	countsTwice: true,
	properties: updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['track'] } },
		properties,
	),

	async executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]> {
		return await trackItems.call(this, itemIndices, (itemIndex) => ({
			objects: readObjects.call(this, itemIndex),
		}));
	},
};
