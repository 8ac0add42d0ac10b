import { checkSso, guestBySsoToken, guestOfSession, logIn } from '../auth';
import { isBlank, isObject, isOn, Refusal, refuse, type Call } from '../call';
import { checkShared, noteDevice } from '../devices';
import { ERRORS } from '../errors';
import { signUp, updateGuest } from '../guests';
import { INVENTED } from '../invented';
import { ssoUser } from '../shapes';
import type { PunchhState } from '../state';
import type { Guest } from '../types';
import { checkedBy } from './route';

/** The SSO API of online ordering: signed with SHA-1. */
export const SSO = checkedBy(checkSso, [
	{
		method: 'POST',
		path: '/api/auth/customers.json',
		status: 201,
		handle: (state, call) => ssoUser(state, signUpOnline(state, call)),
	},
	{
		method: 'POST',
		path: '/api/auth/customers/sign_in',
		status: 200,
		handle: (state, call) => ssoUser(state, logInByPassword(state, call)),
	},
	{
		method: 'GET',
		path: '/api/auth/users',
		status: 200,
		handle: (state, call) => ssoUser(state, guestBySsoToken(state, call)),
	},
	{
		method: 'PUT',
		path: '/api/auth/users',
		status: 200,
		handle: (state, call) => {
			const guest = guestBySsoToken(state, call);
			updateGuest(state, guest, call.params.user);
			return ssoUser(state, guest);
		},
	},
	{
		method: 'POST',
		path: '/api/auth/sso',
		status: 200,
		handle: (state, { params }) => {
			const guest = guestOfSession(state, params.security_token);
			if (guest === undefined) return refuse(ERRORS.wrongSecurityToken);
			const { access_token } = logIn(state, guest);
			return { token: { access_token }, user: ssoUser(state, guest) };
		},
	},
	{
		method: 'POST',
		path: '/oauth/token',
		status: 200,
		handle: (state, { params }) => {
			const guest = guestOfSession(state, params.code);
			if (params.grant_type !== 'authorization_code' || guest === undefined) {
				return refuse(ERRORS.wrongAuthorizationCode);
			}
			const { access_token } = logIn(state, guest);
			return { access_token, token_type: 'Bearer', scope: '' };
		},
	},
]);

function signUpOnline(state: PunchhState, call: Call): Guest {
	const user = isObject(call.params.user) ? call.params.user : {};
	if (state.knobs.ageVerification === 'required' && !isOn(user.age_verified_status)) {
		throw new Refusal(INVENTED.ageNotVerified);
	}
	checkShared(state, call, ERRORS.deviceSharedSso);
	const guest = signUp(state, user, 'OnlineOrder');
	noteDevice(state, call, guest, true);
	return guest;
}

function logInByPassword(state: PunchhState, { params }: Call): Guest {
	const user = isObject(params.user) ? params.user : {};
	const guest = isBlank(user.email) ? undefined : state.findByEmail(user.email);
	return guest !== undefined && guest.password === user.password
		? logIn(state, guest)
		: refuse(ERRORS.wrongSsoLogin);
}
