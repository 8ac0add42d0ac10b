import { isBlank, isObject, Refusal, type Parameters } from './call';
import { ERRORS, fieldErrors, INVENTED, INVENTED_TEXTS } from './errors';
import { newGuest, timestamps, type Guest, type PunchhState } from './state';

/** The foreign systems that Punchh knows without being asked; case-sensitive. */
const EXTERNAL_SOURCES = [
	'salesforce',
	'customer_id',
	'mparticle',
	'azure',
	'aws_cognito',
	'auth0',
	'ext_idp',
];

/** Fields with a place of their own in a guest; all others are kept as they are given. */
const OWN_FIELDS = ['email', 'phone', 'first_name', 'last_name', 'password'] as const;
const NOT_STORED = ['password_confirmation', 'current_password'];

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const SHORTEST_PASSWORD = 8;

/**
 * Makes a guest.
 *
 * @throws Refusal 422 with an error for each field that is wrong
 */
export function signUp(state: PunchhState, given: unknown): Guest {
	const user = isObject(given) ? given : {};
	refuseProblems(signUpProblems(user));
	if (state.findByEmail(user.email)) throw new Refusal(ERRORS.emailTaken);

	const guest = newGuest(
		{
			user_id: state.nextId(),
			email: String(user.email),
			phone: isBlank(user.phone) ? '' : String(user.phone),
			first_name: String(user.first_name),
			last_name: String(user.last_name),
		},
		String(user.password),
	);
	checkExternalId(state, guest, user);
	apply(guest, user);
	state.guests.push(guest);
	return guest;
}

/**
 * Changes a guest. A birthday can be set once; a later one is dropped without a word.
 *
 * @throws Refusal 422 when a field is wrong, or the e-mail or the external ID is taken
 */
export function updateGuest(state: PunchhState, guest: Guest, given: unknown): void {
	const user = isObject(given) ? given : {};
	refuseProblems(formatProblems(user));
	const owner = isBlank(user.email) ? undefined : state.findByEmail(user.email);
	if (owner !== undefined && owner !== guest) throw new Refusal(ERRORS.emailTaken);
	checkExternalId(state, guest, user);
	apply(guest, user);
	guest.updated_at = timestamps().updated_at;
}

function signUpProblems(user: Parameters): Record<string, string[]> {
	const problems: Record<string, string[]> = {};
	for (const [field, label] of [
		['email', 'Email'],
		['password', 'Password'],
		['first_name', 'First name'],
		['last_name', 'Last name'],
	]) {
		if (isBlank(user[field])) problems[field] = [INVENTED_TEXTS.blank(label)];
	}
	// What is missing is not called malformed as well.
	return { ...formatProblems(user), ...problems };
}

/** What is wrong with the values that are given. */
function formatProblems(user: Parameters): Record<string, string[]> {
	const { email, password, password_confirmation: confirmation } = user;
	const problems: Record<string, string[]> = {};
	if (isGiven(email) && !EMAIL.test(String(email))) problems.email = [INVENTED_TEXTS.invalidEmail];
	if (isGiven(password) && String(password).length < SHORTEST_PASSWORD) {
		problems.password = [INVENTED_TEXTS.shortPassword(SHORTEST_PASSWORD)];
	}
	if (isGiven(confirmation) && confirmation !== password) {
		problems.password_confirmation = [INVENTED_TEXTS.otherConfirmation];
	}
	return problems;
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null;
}

function refuseProblems(problems: Record<string, string[]>): void {
	if (Object.keys(problems).length > 0) throw new Refusal(fieldErrors(problems));
}

/** Source and ID together belong to one guest. */
function checkExternalId(state: PunchhState, guest: Guest, user: Parameters): void {
	const { external_source: source, external_source_id: id } = user;
	if (isBlank(source) && isBlank(id)) return;
	if (!EXTERNAL_SOURCES.includes(String(source))) throw new Refusal(INVENTED.unknownExternalSource);
	const owner = state.guests.find(
		(other) => other.external_source === source && other.external_source_id === String(id),
	);
	if (owner !== undefined && owner !== guest) throw new Refusal(INVENTED.externalIdTaken);
}

function apply(guest: Guest, user: Parameters): void {
	for (const [field, value] of Object.entries(user)) {
		if (value === null || value === undefined || NOT_STORED.includes(field)) continue;
		if (field === 'birthday') guest.birthday ??= String(value);
		else if (field === 'external_source' || field === 'external_source_id') {
			guest[field] = String(value);
		} else if ((OWN_FIELDS as readonly string[]).includes(field)) {
			guest[field as (typeof OWN_FIELDS)[number]] = String(value);
		} else guest.fields[field] = value;
	}
}
