import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { toItemError } from '../../../shared/errors';
import type { ItemResult } from '../../../shared/operations/types';
import { defineBatch } from '../define';
import { PunchhItem } from '../item';
import { segmentPicker } from '../pickers';
import { readAddition, resultOf, sendCalls, toCalls } from './bulk';

const properties: INodeProperties[] = [
	segmentPicker,
	{
		displayName: 'Guests',
		name: 'guests',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description:
			'Email or user ID of the guest; several are a list, or one text with commas between them. All items together are sent in as few calls as Punchh allows.',
	},
	{
		displayName: 'Method',
		name: 'bulkMethod',
		type: 'options',
		options: [
			{ name: 'Asynchronous', value: 'async', description: 'Added later, 1,000 guests a call' },
			{ name: 'Synchronous', value: 'sync', description: 'Added at once, 100 guests a call' },
		],
		default: 'async',
		description:
			'When Punchh adds the guests. Either way it leaves out guests that it does not know without a word.',
	},
];

/**
 * Segment Member > Add Many: the guests of all items in as few calls as possible.
 * PAR developer portal, Platform Functions "Add Users to Custom Segment".
 */
export const addMany = defineBatch(
	{
		resource: 'segmentMember',
		operation: 'addMany',
		name: 'Add Many',
		action: 'Add many guests to custom segment',
		description: 'Make many guests members of a custom segment (Custom List) with few calls',
	},
	{
		properties,

		async executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]> {
			const read = itemIndices.map((itemIndex) => {
				try {
					return readAddition(new PunchhItem(this, itemIndex));
				} catch (thrown) {
					return { error: toItemError(this.getNode(), thrown, itemIndex), details: {} };
				}
			});
			const ends = await sendCalls(
				toCalls(read.flatMap((entry) => ('error' in entry ? [] : [entry]))),
			);
			return read.map((entry) => ('error' in entry ? entry : resultOf(entry, ends)));
		},
	},
);
