import { checkMobile, findByAccessToken, guestByAccessToken, logIn, openSession } from '../auth';
import { isBlank, isObject, Refusal, refuse, text, type Call } from '../call';
import { checkBanned, checkShared, noteDevice } from '../devices';
import { ERRORS } from '../errors';
import { isEmail, signUp, updateGuest } from '../guests';
import { INVENTED, INVENTED_TEXTS } from '../invented';
import { mobileAnswer } from '../shapes';
import { isoTime, type PunchhState } from '../state';
import { DEACTIVATED, deleteOwnAccount } from '../status';
import type { Guest } from '../types';
import { checkedBy } from './route';

/** A device by its User-Agent; only a guest on one may delete the account. */
const MOBILE_DEVICE = /iOS|iPhone|iPone Simulator|Android/;

const REACTIVATION_SENT = {
	message: 'Please check your email for instructions on reactivating your account',
};

/** The mobile API: signed with SHA-256, later with the guest's access token as well. */
export const MOBILE = checkedBy(checkMobile, [
	{
		method: 'POST',
		path: '/api2/mobile/users',
		status: 200,
		handle: (state, call) => mobileAnswer(state, signUpOnDevice(state, call)),
	},
	{
		method: 'POST',
		path: '/api2/mobile/users/login',
		status: 200,
		handle: (state, call) => mobileAnswer(state, logInByPassword(state, call)),
	},
	{
		method: 'PUT',
		path: '/api2/mobile/users',
		status: 200,
		handle: (state, call) => {
			const guest = findByAccessToken(state, call) ?? refuse(updateUnauthorized(state));
			updateGuest(state, guest, call.params.user);
			return mobileAnswer(state, guest);
		},
	},
	{
		method: 'PATCH',
		path: '/api2/mobile/async_users',
		status: 202,
		handle: updateInBackground,
	},
	{
		method: 'GET',
		path: '/api2/mobile/users/profile',
		status: 200,
		handle: (state, call) => mobileAnswer(state, guestByAccessToken(state, call)),
	},
	{
		method: 'DELETE',
		path: '/api2/mobile/users',
		status: 200,
		handle: (state, call) => {
			const guest = guestByAccessToken(state, call);
			if (!MOBILE_DEVICE.test(text(call.headers['user-agent'])))
				throw new Refusal(INVENTED.notMobile);
			return deleteOwnAccount(state, guest);
		},
	},
	{ method: 'DELETE', path: '/api2/mobile/users/logout', status: 200, handle: logOut },
	{
		method: 'POST',
		path: '/api2/mobile/session_tokens',
		status: 200,
		handle: (state, call) => {
			const { token, until } = openSession(state, guestByAccessToken(state, call));
			return { token, expiring_at: isoTime(until) };
		},
	},
	{
		method: 'POST',
		path: '/api2/mobile/users/request_reactivation',
		status: 200,
		handle: requestReactivation,
	},
]);

function signUpOnDevice(state: PunchhState, call: Call): Guest {
	checkShared(state, call, ERRORS.deviceShared);
	const guest = signUp(state, call.params.user, 'MobileEmail');
	noteDevice(state, call, guest, true);
	return guest;
}

function logInByPassword(state: PunchhState, call: Call): Guest {
	const user = isObject(call.params.user) ? call.params.user : {};
	if (isBlank(user.email)) throw new Refusal(ERRORS.missingLoginEmail);
	if (!isEmail(user.email)) {
		const key = state.knobs.malformedLoginEmail;
		throw new Refusal(ERRORS.fields({ [key]: [INVENTED_TEXTS.invalidEmail] }));
	}
	const guest = state.findByEmail(user.email);
	if (guest === undefined || guest.password !== user.password) throw new Refusal(ERRORS.wrongLogin);
	checkBanned(state, call);
	noteDevice(state, call, guest, false);
	return logIn(state, guest);
}

function updateUnauthorized({ knobs }: PunchhState) {
	return knobs.ownUpdateUnauthorized === 'activeToken'
		? ERRORS.wrongAccessToken
		: ERRORS.accessDenied;
}

/** The answer comes before the change; what is wrong with the change is never told. */
function updateInBackground(state: PunchhState, call: Call): void {
	const guest = guestByAccessToken(state, call);
	state.later(() => {
		try {
			updateGuest(state, guest, call.params.user);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	});
}

/** The token may stand in the body as well as in the header. */
function logOut(state: PunchhState, call: Call): object {
	const guest =
		findByAccessToken(state, call) ?? state.findBy('accessToken', call.params.access_token);
	if (guest === undefined) return refuse(ERRORS.logOutToken);
	state.guestBook.change(guest, { access_token: '' });
	return {};
}

function requestReactivation(state: PunchhState, { params }: Call): object {
	const guest =
		state.findByEmail(`${DEACTIVATED}${text(params.email)}`) ??
		state.findByEmail(params.email) ??
		state.findBy('phone', params.phone);
	if (guest === undefined) throw new Refusal(INVENTED.unknownReactivation);
	if (state.reactivations.has(guest.email)) throw new Refusal(ERRORS.ongoingReactivation);
	state.reactivations.add(guest.email);
	return REACTIVATION_SENT;
}
