import { isBlank, isObject, Refusal, text, type Parameters } from './call';
import { guestCreated, guestUpdated } from './effects/guests';
import { ERRORS } from './errors';
import { readProfile, type ProfileChanges } from './fields';
import { INVENTED, INVENTED_TEXTS } from './invented';
import type { PunchhState } from './state';
import type { Guest } from './types';

/** The foreign systems that Punchh knows by itself; case-sensitive. */
const EXTERNAL_SOURCES = [
	'salesforce',
	'customer_id',
	'mparticle',
	'azure',
	'aws_cognito',
	'auth0',
	'ext_idp',
];

const REQUIRED = {
	email: 'Email',
	password: 'Password',
	first_name: 'First name',
	last_name: 'Last name',
};

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const SHORTEST_PASSWORD = 8;

/** What an e-mail looks like, loosely. */
export function isEmail(value: unknown): boolean {
	return EMAIL.test(text(value));
}

/**
 * Makes a guest, and sends what Punchh sends for a new one.
 *
 * @throws Refusal 422 with an error for each field that is wrong, or when something is taken
 */
export function signUp(state: PunchhState, given: unknown, signupChannel: string): Guest {
	const user = isObject(given) ? given : {};
	const required = Object.fromEntries(state.knobs.requiredSignUpFields.map((name) => [name, name]));
	const problems = missingProblems(user, { ...REQUIRED, ...required });
	// What is missing is not called malformed as well.
	refuseProblems({ ...formatProblems(user), ...problems });
	return enroll(state, user, { signup_channel: signupChannel });
}

/**
 * Makes a guest of what is known, be it little: the e-mail alone or the phone alone.
 *
 * @throws Refusal 422 when the e-mail, the phone or the external ID is taken
 */
export function enroll(state: PunchhState, user: Parameters, own: Partial<Guest>): Guest {
	const changes = readProfile(user);
	checkTaken(state, undefined, changes.guest);
	const guest = state.addGuest({
		...own,
		...changes.guest,
		email: changes.guest.email ?? '',
		fields: changes.fields,
	});
	applyFavourites(state, guest, changes);
	guestCreated(state, guest);
	return guest;
}

/**
 * Changes a guest. A birthday can be set once; a later one is dropped silently.
 *
 * @throws Refusal 422 when a field is wrong, or the e-mail or the external ID is taken
 */
export function updateGuest(state: PunchhState, guest: Guest, given: unknown): void {
	const user = isObject(given) ? given : {};
	refuseProblems(formatProblems(user));
	const changes = readProfile(user);
	if (guest.birthday !== null) delete changes.guest.birthday;
	delete changes.guest.signup_channel;
	checkTaken(state, guest, changes.guest);
	changeGuest(state, guest, changes);
}

/** Applies changes, and sends a guest update that names what is different now, if anything is. */
export function changeGuest(state: PunchhState, guest: Guest, changes: ProfileChanges): void {
	const names = [
		...differing(guest, changes.guest),
		...differing(guest.fields, changes.fields),
		...applyFavourites(state, guest, changes),
	];
	if (names.length === 0) return;
	state.guestBook.change(guest, { ...changes.guest, updated_at: state.timestamp() });
	Object.assign(guest.fields, changes.fields);
	guestUpdated(state, guest, names);
}

/** Names of the fields that a change makes different. */
export function differing(now: object, then: object): string[] {
	const before = new Map(Object.entries(now));
	return Object.entries(then)
		.filter(([name, value]) => text(before.get(name)) !== text(value))
		.map(([name]) => name);
}

function missingProblems(user: Parameters, required: Record<string, string>) {
	const missing = Object.entries(required).filter(([field]) => isBlank(user[field]));
	return Object.fromEntries(
		missing.map(([field, label]) => [field, [INVENTED_TEXTS.blank(label)]]),
	);
}

/** What is wrong with the values that are given. */
function formatProblems(user: Parameters): Record<string, string[]> {
	const { email, password, password_confirmation: confirmation } = user;
	const problems: Record<string, string[]> = {};
	if (isGiven(email) && !isEmail(email)) problems.email = [INVENTED_TEXTS.invalidEmail];
	if (isGiven(password) && text(password).length < SHORTEST_PASSWORD) {
		problems.password = [INVENTED_TEXTS.shortPassword(SHORTEST_PASSWORD)];
	}
	if (isGiven(confirmation) && text(confirmation) !== text(password)) {
		problems.password_confirmation = [INVENTED_TEXTS.otherConfirmation];
	}
	return problems;
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null;
}

function refuseProblems(problems: Record<string, string[]>): void {
	if (Object.keys(problems).length > 0) throw new Refusal(ERRORS.fields(problems));
}

/** E-mail, phone, and external source and ID together each belong to one guest. */
function checkTaken(state: PunchhState, guest: Guest | undefined, changes: Partial<Guest>): void {
	const { email, phone, external_source: source, external_source_id: id } = changes;
	const isOther = (owner: Guest | undefined) => owner !== undefined && owner !== guest;
	if (isOther(state.findByEmail(email))) throw new Refusal(ERRORS.emailTaken);
	if (state.knobs.phoneUniqueness && isOther(state.findBy('phone', phone))) {
		throw new Refusal(INVENTED.phoneTaken);
	}
	if (isBlank(source) && isBlank(id)) return;
	if (!EXTERNAL_SOURCES.includes(text(source))) throw new Refusal(INVENTED.unknownExternalSource);
	if (isOther(state.findByExternalId(source, id))) throw new Refusal(INVENTED.externalIdTaken);
}

/** Locations that do not exist are left out. Returns the name of what is different, if it is. */
function applyFavourites(state: PunchhState, guest: Guest, { locationIds }: ProfileChanges) {
	if (locationIds === undefined) return [];
	const before = guest.favourites.map((favourite) => favourite.location_id).join();
	guest.favourites = state.locations
		.filter((location) => locationIds.includes(String(location.location_id)))
		.map(({ location_id: id }) => ({
			user_favourite_location_id: state.nextId(),
			location_id: id,
			channel: guest.guest_type === 'eClub' ? 'eClub' : 'Favourite',
		}));
	const after = guest.favourites.map((favourite) => favourite.location_id).join();
	return before === after ? [] : ['fav_locations'];
}
