import { isGiven, listOf, type Json } from '../../../shared/json';
import { best } from '../profiles/find';
import type { Alias, Profile } from '../profiles/profile';
import type { BrazeState } from '../state';
import type { Note } from './attributes';
import type { ArrayName } from './checks';
import { contactsChanged } from './contacts';

const IDENTIFIERS = ['external_id', 'user_alias', 'braze_id', 'email', 'phone'];
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * The profile that a track object means, made where Braze would make one.
 *
 * A primary identifier wins over e-mail, e-mail over phone. An alias makes a profile only with an
 * explicit `_update_existing_only: false`.
 *
 * @returns undefined when there is none and none may be made; Braze does not report that
 */
export function profileFor(
	state: BrazeState,
	array: ArrayName,
	object: Json,
	note: Note,
): Profile | undefined {
	const given: Json = {};
	for (const key of IDENTIFIERS) if (isGiven(object[key])) given[key] = object[key];
	if (Object.keys(given).length === 0) return anonymous(state, object, note);

	const found = find(state, given);
	if (found !== undefined) return found;
	const problem = creationProblem(state, array, object, given);
	if (problem === undefined) return create(state, given);
	note(`no user matches ${JSON.stringify(given)}: ${problem}`);
	return undefined;
}

function find({ store }: BrazeState, given: Json): Profile | undefined {
	const { external_id: externalId, user_alias: alias, braze_id: brazeId, email, phone } = given;
	if (externalId !== undefined) return store.byExternalId(String(externalId));
	if (alias !== undefined) return store.byAlias(alias as Alias);
	if (brazeId !== undefined) return store.byBrazeId(brazeId);
	return email === undefined ? best(store, 'phone', phone) : best(store, 'email', email);
}

/** Why no profile may be made for somebody unknown. */
function creationProblem(
	state: BrazeState,
	array: ArrayName,
	object: Json,
	given: Json,
): string | undefined {
	const { external_id: externalId, user_alias: alias, braze_id: brazeId, email, phone } = given;
	if (brazeId !== undefined) return 'a braze_id makes no profile';
	if (alias !== undefined && array !== 'attributes' && state.knobs.aliasEvents === 'updateOnly') {
		return `${array} make no alias-only profile`;
	}
	if ((object._update_existing_only ?? alias !== undefined) !== false) return 'update only';
	const byPhone = externalId === undefined && alias === undefined && email === undefined;
	return byPhone && !E164.test(String(phone)) ? 'not a phone number in E.164' : undefined;
}

function create(state: BrazeState, given: Json): Profile {
	const { external_id: externalId, user_alias: alias, ...contacts } = given;
	const profile = state.store.create({
		external_id: externalId === undefined ? undefined : String(externalId),
		alias: alias as Alias | undefined,
		attributes: contacts,
	});
	contactsChanged(state, profile, {}, {});
	return profile;
}

/** An import of push tokens without identifier; a token that is known already is ignored. */
function anonymous({ store }: BrazeState, object: Json, note: Note): Profile | undefined {
	const tokens = listOf(object.push_tokens) as Json[];
	if (tokens.every(({ token }) => store.byToken(String(token)) === undefined)) {
		return store.create({});
	}
	note('the push token is known already');
	return undefined;
}
