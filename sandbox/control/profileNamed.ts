import type { BrazeState, Profile } from '../braze/api/state';
import type { Parts } from '../parts/parts';
import type { PunchhState } from '../punchh/api/state';
import { Refused } from './call';

/** The ways in which a person may name a profile, in the order in which they are tried. */
const WAYS: Array<(braze: BrazeState, name: string) => Array<Profile | undefined>> = [
	({ store }, name) => [store.byExternalId(name)],
	({ store }, name) => {
		const [, alias_label, alias_name] = /^(.+?): (.+)$/.exec(name) ?? [];
		return alias_name === undefined ? [] : [store.byAlias({ alias_name, alias_label })];
	},
	({ store }, name) => [store.byBrazeId(name)],
	({ store }, name) => store.byContact('email', name),
	({ store }, name) => store.byContact('phone', name),
	({ profiles }, name) =>
		profiles.filter(({ user_aliases: aliases }) => aliases.some((one) => one.alias_name === name)),
];

/**
 * The profile with a name of any kind: external ID, `label: name` of an alias, Braze ID, email address,
 * phone number, or the name of an alias alone.
 *
 * @throws Refused when nobody has it, or several do
 */
export function profileNamed({ braze, punchh }: Parts, given: string): Profile {
	const name = given.trim();
	for (const way of WAYS) {
		const [profile, ...others] = way(braze, name).filter((one) => one !== undefined);
		if (others.length > 0) {
			throw new Refused(
				409,
				`${others.length + 1} profiles have "${name}": name one by its external ID, alias or Braze ID`,
			);
		}
		if (profile !== undefined) return profile;
	}
	const guest = isGuest(punchh, name)
		? ". This is a guest of Punchh, but Braze has no profile of them yet: it gets one with the guest's first event"
		: '';
	throw new Refused(404, `There is no such profile: ${name}${guest}`);
}

/** Whether a guest of Punchh has this name, also as an alias with its label. */
function isGuest({ guests }: PunchhState, name: string): boolean {
	const wanted = [name, name.replace(/^.+?: /, '')].map((one) => one.toLowerCase());
	return guests.some(
		({ user_id: id, email, phone, external_source_id: externalId }) =>
			[id, email, externalId].some((one) => one && wanted.includes(String(one).toLowerCase())) ||
			isSameNumber(phone, name),
	);
}

/** The fewest digits that tell a number from an ID. */
const SHORTEST_NUMBER = 7;

/** Whether two are one number: Punchh mostly has it without the country, Braze with it. */
function isSameNumber(one: string, other: string): boolean {
	const [short, long] = [one, other]
		.map((text) => (/^[+\d\s().-]+$/.test(text) ? text.replace(/\D/g, '') : ''))
		.sort((a, b) => a.length - b.length);
	// A country code has up to three digits.
	return short.length >= SHORTEST_NUMBER && long.endsWith(short) && long.length - short.length <= 3;
}

/** A body in which the guest's ID at Punchh came out empty, as JSON or in a form. */
const EMPTY_USER_ID = /"punchh_user_id"\s*:\s*(?:""|null)|\bpunchh_user_id=(?:&|$)/;

/** Why a receiver cannot tell by a message's body which guest of Punchh is meant; undefined where it can. */
export function unnamedGuest(body: string | undefined): string | undefined {
	return body !== undefined && EMPTY_USER_ID.test(body)
		? "The profile has no attribute punchh_user_id, so that the example for n8n cannot tell which guest of Punchh is meant. Punchh Event > Track writes it with the guest's first event"
		: undefined;
}
