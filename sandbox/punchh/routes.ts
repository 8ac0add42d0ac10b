import { checkAdmin, checkSigned, guestByAccessToken, guestBySsoToken, refuse } from './auth';
import { isBlank, isObject, type Call } from './call';
import { ERRORS, missingParameter } from './errors';
import { signUp, updateGuest } from './guests';
import { addMember, createSegment, getMember, listSegments, removeMember } from './segments';
import { dashboardUser, mobileAnswer, mobileUser, ssoUser } from './shapes';
import type { Guest, PunchhState } from './state';

/** One endpoint: how its caller proves itself, and what it answers when all is well. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	/** Throws a Refusal when the caller may not. */
	check: (call: Call) => void;
	/** Status of success. */
	status: number;
	/** Returns the body of success; throws a Refusal otherwise. */
	handle: (state: PunchhState, call: Call) => unknown;
}

const mobile = (call: Call) => checkSigned(call, 'mobile');
const sso = (call: Call) => checkSigned(call, 'sso');

/** Punchh's endpoints (PAR developer portal: Mobile, Online Ordering SSO, Platform Functions). */
export const ROUTES: Route[] = [
	{
		method: 'POST',
		path: '/api2/mobile/users',
		check: mobile,
		status: 200,
		handle: (state, { params }) => mobileAnswer(signUp(state, params.user)),
	},
	{
		method: 'POST',
		path: '/api2/mobile/users/login',
		check: mobile,
		status: 200,
		handle: (state, call) => mobileAnswer(logIn(state, call) ?? refuse(ERRORS.wrongLogin)),
	},
	{
		method: 'PUT',
		path: '/api2/mobile/users',
		check: mobile,
		status: 200,
		handle: (state, call) => {
			const guest = guestByAccessToken(state, call);
			updateGuest(state, guest, call.params.user);
			return mobileAnswer(guest);
		},
	},
	{
		method: 'GET',
		path: '/api2/mobile/users/profile',
		check: mobile,
		status: 200,
		handle: (state, call) => mobileUser(guestByAccessToken(state, call)),
	},
	{
		method: 'POST',
		path: '/api/auth/customers.json',
		check: sso,
		status: 201,
		handle: (state, { params }) => ssoUser(signUp(state, params.user)),
	},
	{
		method: 'POST',
		path: '/api/auth/customers/sign_in',
		check: sso,
		status: 200,
		handle: (state, call) => ssoUser(logIn(state, call) ?? refuse(ERRORS.wrongSsoLogin)),
	},
	{
		method: 'PUT',
		path: '/api/auth/users',
		check: sso,
		status: 200,
		handle: (state, call) => {
			const guest = guestBySsoToken(state, call);
			updateGuest(state, guest, call.params.user);
			return ssoUser(guest);
		},
	},
	{
		method: 'GET',
		path: '/api2/dashboard/users/info',
		check: checkAdmin,
		status: 200,
		handle: (state, call) => dashboardUser(lookUp(state, call)),
	},
	{
		method: 'PATCH',
		path: '/api2/dashboard/users',
		check: checkAdmin,
		status: 200,
		handle: (state, { params }) => {
			const guest = state.findGuest(params.id);
			// Unknown ID and wrong e-mail get the same answer.
			if (guest === undefined || guest !== state.findByEmail(params.email)) {
				return refuse(ERRORS.wrongGuest);
			}
			updateGuest(state, guest, params.user);
			return dashboardUser(guest);
		},
	},
	{
		method: 'GET',
		path: '/api2/dashboard/custom_segments',
		check: checkAdmin,
		status: 200,
		handle: (state, { params }) => listSegments(state, params),
	},
	{
		method: 'POST',
		path: '/api2/dashboard/custom_segments',
		check: checkAdmin,
		status: 201,
		handle: (state, { params }) => createSegment(state, params),
	},
	{
		method: 'GET',
		path: '/api2/dashboard/custom_segments/members',
		check: checkAdmin,
		status: 200,
		handle: (state, { params }) => [getMember(state, params)],
	},
	{
		method: 'POST',
		path: '/api2/dashboard/custom_segments/members',
		check: checkAdmin,
		status: 201,
		handle: (state, { params }) => addMember(state, params),
	},
	{
		method: 'DELETE',
		path: '/api2/dashboard/custom_segments/members',
		check: checkAdmin,
		status: 204,
		handle: (state, { params }) => removeMember(state, params),
	},
];

function logIn(state: PunchhState, { params }: Call): Guest | undefined {
	const user = isObject(params.user) ? params.user : {};
	const guest = state.findByEmail(user.email);
	return guest?.password === user.password ? guest : undefined;
}

function lookUp(state: PunchhState, { params }: Call): Guest {
	const { user_id: id, email, phone } = params;
	if (isBlank(id) && isBlank(email) && isBlank(phone)) return refuse(missingParameter('user_id'));
	const guest = isBlank(id)
		? isBlank(email)
			? state.guests.find((guest) => guest.phone === String(phone))
			: state.findByEmail(email)
		: state.findGuest(id);
	return guest ?? refuse(ERRORS.userNotFound);
}
