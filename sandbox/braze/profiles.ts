import { isGiven } from './checks';
import type { Alias, BrazeState, Json, Profile } from './state';

const IDENTIFIERS = ['external_id', 'user_alias', 'braze_id', 'email', 'phone'];

/**
 * The profile that a track object means, made where Braze would make one.
 *
 * A primary identifier wins over e-mail, e-mail over phone. An alias makes a profile only with an
 * explicit `_update_existing_only: false`.
 *
 * @returns undefined when there is none and none may be made; Braze does not report that
 */
export function profileFor(state: BrazeState, object: Json): Profile | undefined {
	const given: Json = Object.fromEntries(
		IDENTIFIERS.filter((key) => isGiven(object[key])).map((key) => [key, object[key]]),
	);
	const found = find(state, given);
	if (found !== undefined) return found;

	const { external_id: externalId, user_alias: alias, braze_id: brazeId, ...contacts } = given;
	const updateOnly = object._update_existing_only ?? alias !== undefined;
	if (updateOnly !== false || brazeId !== undefined) {
		state.drops.push(`no profile for ${JSON.stringify(given)}`);
		return undefined;
	}
	return state.create({
		external_id: externalId === undefined ? undefined : String(externalId),
		alias: alias as Alias | undefined,
		attributes: contacts,
	});
}

function find(state: BrazeState, given: Json): Profile | undefined {
	const { external_id: externalId, user_alias: alias, braze_id: brazeId, email, phone } = given;
	if (externalId !== undefined) {
		return state.profiles.find(({ external_id: own }) => own === String(externalId));
	}
	if (alias !== undefined) {
		const { alias_name: name, alias_label: label } = alias as Alias;
		return state.profiles.find((profile) =>
			profile.user_aliases.some((own) => own.alias_name === name && own.alias_label === label),
		);
	}
	if (brazeId !== undefined) return state.profiles.find(({ braze_id: own }) => own === brazeId);
	if (email !== undefined) return best(state.profiles, 'email', email);
	return phone === undefined ? undefined : best(state.profiles, 'phone', phone);
}

/** Identified profiles first, then the one changed last. */
function best(profiles: Profile[], field: 'email' | 'phone', value: unknown): Profile | undefined {
	const matches = profiles.filter(({ attributes }) => attributes[field] === value);
	const identified = matches.filter(({ external_id: id }) => id !== undefined);
	const candidates = identified.length > 0 ? identified : matches;
	return [...candidates].sort((one, other) => other.changed - one.changed)[0];
}
