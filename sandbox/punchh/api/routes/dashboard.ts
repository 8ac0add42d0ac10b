import { enrollByWifi, findKnown, uploadEclubGuest } from '../acquisition';
import { checkAdmin, checkClient } from '../auth';
import { isBlank, refuse, text, type Parameters } from '../call';
import { ERRORS } from '../errors';
import { giveLater, giveOne, sendMessage } from '../gifts';
import { updateGuest } from '../guests';
import { INVENTED } from '../invented';
import { demand, guestOfId, namedGuest } from '../lookup';
import { dashboardUser, extensiveTimeline, favouritesOf, mobileUser } from '../shapes';
import type { PunchhState } from '../state';
import { ban, deactivate, deleteGuest, reactivate, unban } from '../status';
import { checkedBy, type Endpoint } from './route';

const USERS = '/api2/dashboard/users';

/** The dashboard API: guests. With the business admin key, unsigned. */
export const DASHBOARD = checkedBy(checkAdmin, [
	{
		method: 'GET',
		path: `${USERS}/info`,
		status: 200,
		handle: (state, { params }) => dashboardUser(state, namedGuest(state, params)),
	},
	{
		method: 'PATCH',
		path: USERS,
		status: 200,
		handle: (state, call) => update(state, call.params),
	},
	{
		method: 'DELETE',
		path: USERS,
		status: 200,
		handle: (state, call) => deleteGuest(state, call.params),
	},
	{
		method: 'POST',
		path: `${USERS}/ban`,
		status: 202,
		handle: (state, call) => ban(state, call.params),
	},
	{
		method: 'DELETE',
		path: `${USERS}/ban`,
		status: 200,
		handle: (state, call) => unban(state, call.params),
	},
	{
		method: 'DELETE',
		path: `${USERS}/deactivate`,
		status: 200,
		handle: (state, call) => deactivate(state, call.params),
	},
	{
		method: 'POST',
		path: `${USERS}/reactivate`,
		status: 200,
		handle: (state, call) => reactivate(state, call.params),
	},
	{
		method: 'POST',
		path: `${USERS}/send_user_details_export`,
		status: 200,
		handle: (state, { params }) => {
			guestOfId(state, params);
			return {};
		},
	},
	{
		method: 'POST',
		path: `${USERS}/send_message`,
		status: 201,
		handle: (state, call) => sendMessage(state, call.params),
	},
	{
		method: 'POST',
		path: `${USERS}/support`,
		status: 201,
		handle: (state, call) => giveOne(state, call.params),
	},
	{
		method: 'POST',
		path: `${USERS}/support_gifting`,
		status: 202,
		handle: (state, call) => giveLater(state, call.params),
	},
	{
		method: 'GET',
		path: `${USERS}/extensive_timeline`,
		status: 200,
		handle: (state, { params }) => extensiveTimeline(state, guestOfId(state, params)),
	},
	{
		method: 'GET',
		path: '/api2/dashboard/user_favourite_locations',
		status: 200,
		handle: (state, { params }) => favouritesOf(state, guestOfId(state, params)),
	},
	{
		method: 'DELETE',
		path: '/api2/dashboard/user_favourite_locations',
		status: 200,
		handle: (state, call) => removeFavourite(state, call.params),
	},
	{
		method: 'POST',
		path: '/api2/dashboard/eclub_guests',
		status: 200,
		handle: (state, call) => uploadEclubGuest(state, call.params),
	},
	...['/api2/wifi/users', '/api2/wifi/users/'].flatMap((path) => wifi(path)),
]);

/** The WiFi endpoints; the portal writes them with and without a slash at the end. */
function wifi(path: string): Endpoint[] {
	return [
		{
			method: 'GET',
			path,
			status: 200,
			handle: (state, call) => {
				checkClient(state, call);
				if (isBlank(call.params.phone)) demand(call.params, ['email']);
				return findKnown(state, call.params) === undefined ? refuse(ERRORS.userNotFound) : {};
			},
		},
		{
			method: 'POST',
			path,
			status: 202,
			handle: (state, call) => {
				checkClient(state, call);
				return enrollByWifi(state, call.params);
			},
		},
	];
}

/** Unknown ID and wrong e-mail get the same answer. */
function update(state: PunchhState, params: Parameters): object {
	const guest = state.findGuest(params.id);
	if (guest === undefined || guest.email.toLowerCase() !== text(params.email).toLowerCase()) {
		return refuse(ERRORS.wrongGuest);
	}
	updateGuest(state, guest, params.user);
	return mobileUser(state, guest);
}

function removeFavourite(state: PunchhState, params: Parameters): object {
	const guest = guestOfId(state, params);
	demand(params, ['user_favourite_location_id']);
	const left = guest.favourites.filter(
		({ user_favourite_location_id: id }) => String(id) !== text(params.user_favourite_location_id),
	);
	if (left.length === guest.favourites.length) return refuse(INVENTED.unknownFavourite);
	guest.favourites = left;
	return {};
}
