import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, guestKeys, lookUp } from '../guestLocator';
import { guestFor, simplifyField } from './simplify';

/** Guest > Get: the profile of a guest with balance and rewards. */
export const getGuest = defineOperation({
	name: 'Get',
	action: 'Get guest with balance and rewards',
	description:
		'Look up the profile of a guest, with balance and rewards, by email, phone or user ID',
	countsTwice: false,
	properties: [...anyGuest, simplifyField],

	behaviour: callPunchh({
		onlyReads: true,
		async execute(item) {
			return guestFor(item, await lookUp(item, guestKeys(item)));
		},
	}),
});
