import { defineOperation } from '../../../shared/operations/define';
import { settingsOptions } from '../../send/track/settings';
import { recordItems } from '../../send/track/trackItems';
import { trackWithContacts } from './track.contacts';
import { readObjects } from './track.input';
import { trackUserOptions, trackUserProperties } from './track.properties';

/**
 * User > Track: records attributes, custom events and purchases.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 *
 * The objects of all items are sent in as few requests as the limits allow, and each item gets one
 * output with a verdict. If one object of an item cannot be sent, none of that item's objects are.
 */
export const track = defineOperation({
	name: 'Track',
	action: 'Track attributes, events and purchases',
	description:
		'Record attributes, custom events and purchases of users. Unknown users are created. Returns a verdict for each item.',
	countsTwice: true,
	properties: trackUserProperties,
	options: trackUserOptions,

	behaviour: {
		options: settingsOptions,

		async run(items) {
			return await recordItems(this, items, async (some, tracking) => {
				return await trackWithContacts(tracking, some, readObjects);
			});
		},
	},
});
