import { toItemError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operations/define';
import { ApiItem } from '../../transport/apiItem';
import { languageOption } from '../options';
import { segmentPicker } from '../pickers';
import { readAddition, resultOf, sendCalls, toCalls } from './bulk';

/**
 * Segment Member > Add Many: adds the guests of all items in as few calls as possible.
 * PAR developer portal, Platform Functions "Add Users to Custom Segment".
 */
export const addManyMembers = defineOperation({
	name: 'Add Many',
	action: 'Add many guests to custom segment',
	description: 'Make many guests members of a custom segment (Custom List) in a few calls',
	countsTwice: false,
	properties: [
		segmentPicker,
		{
			displayName: 'Guests',
			name: 'guests',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 730415',
			description:
				'Email or user ID of the guest. Give several as a list, or separated by commas. All items are sent together in as few calls as Punchh allows.',
		},
		{
			displayName: 'Method',
			name: 'bulkMethod',
			type: 'options',
			options: [
				{ name: 'Asynchronous', value: 'async', description: 'Added later, 1,000 guests per call' },
				{
					name: 'Synchronous',
					value: 'sync',
					description: 'Added right away, 100 guests per call',
				},
			],
			default: 'async',
			description:
				'When Punchh adds the guests. Either way, it silently ignores guests that it does not know.',
		},
	],

	behaviour: {
		options: [languageOption],

		async run(items) {
			const accounts = await ApiItem.accountsOf(this, 'dashboard', items);
			const read = items.map((item, position) => {
				const account = accounts[position];
				if ('error' in account) return { ...account, details: {} };
				try {
					return readAddition(ApiItem.of(item), account.made);
				} catch (thrown) {
					return { error: toItemError(this.getNode(), thrown, item.index), details: {} };
				}
			});
			const ends = await sendCalls(
				toCalls(read.flatMap((entry) => ('error' in entry ? [] : [entry]))),
			);
			return read.map((entry) => ('error' in entry ? entry : resultOf(entry, ends)));
		},
	},
});
