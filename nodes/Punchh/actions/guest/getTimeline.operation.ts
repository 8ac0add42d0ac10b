import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';

const CALL = {
	api: 'dashboard',
	method: 'GET',
	path: '/api2/dashboard/users/extensive_timeline',
} as const;

/**
 * Guest > Get Timeline: the history of a guest.
 * PAR developer portal, Platform Functions "Extensive Timeline".
 */
export const getTimeline = defineOperation({
	name: 'Get Timeline',
	action: 'Get timeline of check-ins and redemptions of guest',
	description: 'Get the history of a guest: check-ins, redemptions, coupons and devices',
	countsTwice: false,
	properties: anyGuest,

	behaviour: callPunchh({
		onlyReads: true,
		async execute(item) {
			return await item.request({
				...CALL,
				qs: { user_id: await userIdOf(item, CALL) },
			});
		},
	}),
});
