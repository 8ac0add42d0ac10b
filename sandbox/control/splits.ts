import type { Profile } from '../braze/api/state';
import type { Parts } from '../parts/parts';
import type { Delivery } from '../punchh/webhooks/types';
import type { Json } from '../shared/json';
import { asObject } from './guestOf';

/** The name of the Punchh user ID at Braze: as a custom attribute, and as the label of an alias. */
const USER_ID = 'punchh_user_id';

/** A guest as Punchh knows the person. */
export interface KnownGuest {
	userId: string;
	/** External IDs that the guest has or had. */
	externalIds: string[];
}

/** One guest in several profiles. */
export interface Split {
	/** Punchh's user ID. */
	userId: string;
	/** All external IDs that Punchh knows of the guest. */
	externalIds: string[];
	profiles: Array<{
		braze_id: string;
		/** What tells the profile from others, e.g. `external ID CRM-1` or `alias punchh_user_id: 730415`. */
		name: string;
	}>;
}

/** What of a profile says whose it is. */
export type NamedProfile = Pick<
	Profile,
	'braze_id' | 'external_id' | 'deprecated_external_ids' | 'user_aliases' | 'attributes'
>;

/**
 * Guests who are more than one profile at Braze, each with the profiles.
 *
 * A profile is a guest's if it has
 * - the Punchh user ID as the attribute `punchh_user_id`, or as an alias with that label, or
 * - an external ID, a deprecated one too, that the guest has or had at Punchh; an ID that is no
 *   guest's external ID is the guest's whose user ID it is, as with Punchh's adapter, or
 * - an external ID that the guest has or had at Punchh as an alias with any other label.
 *
 * An external ID that several guests had tells nothing. Nor do addresses and phone numbers, which
 * families share.
 *
 * @param guests whom Punchh knows; a user ID may come several times
 */
export function findSplits(
	profiles: readonly NamedProfile[],
	guests: readonly KnownGuest[],
): Split[] {
	const book = guestBook(profiles, guests);
	const found = new Map<string, Set<NamedProfile>>();
	for (const profile of profiles) {
		for (const userId of userIdsOf(profile, book)) {
			found.set(userId, (found.get(userId) ?? new Set()).add(profile));
		}
	}
	return [...found]
		.filter(([, theirs]) => theirs.size > 1)
		.map(([userId, theirs]) => ({
			userId,
			externalIds: [...(book.externalIds.get(userId) ?? [])],
			profiles: [...theirs].map((profile) => ({
				braze_id: profile.braze_id,
				name: nameOf(profile),
			})),
		}));
}

/** Every guest's external IDs, and who has an ID. */
function guestBook(profiles: readonly NamedProfile[], guests: readonly KnownGuest[]) {
	const externalIds = new Map<string, Set<string>>();
	const owners = new Map<string, Set<string>>();
	for (const { userId, externalIds: ids } of guests) {
		const own = externalIds.get(userId) ?? new Set();
		externalIds.set(userId, own);
		for (const id of ids) {
			own.add(id);
			owners.set(id, (owners.get(id) ?? new Set()).add(userId));
		}
	}
	const userIds = new Set([...externalIds.keys(), ...profiles.flatMap(ownUserIds)]);
	/** Those with an external ID, if it is one guest's alone. */
	const ownerOf = (id: string): string[] => {
		const having = [...(owners.get(id) ?? [])];
		return having.length === 1 ? having : [];
	};
	/** The same, with Punchh's user ID in the place of an external ID. */
	const meantBy = (id: string) => (!owners.has(id) && userIds.has(id) ? [id] : ownerOf(id));
	return { externalIds, ownerOf, meantBy };
}

/** The guests that a profile is; mostly one, or none that Punchh knows. */
function userIdsOf(profile: NamedProfile, book: ReturnType<typeof guestBook>): Set<string> {
	const { external_id: id, deprecated_external_ids: deprecated, user_aliases: aliases } = profile;
	return new Set([
		...ownUserIds(profile),
		...(id === undefined ? deprecated : [id, ...deprecated]).flatMap(book.meantBy),
		...aliases
			.filter(({ alias_label: label }) => label !== USER_ID)
			.flatMap(({ alias_name: name }) => book.ownerOf(name)),
	]);
}

/** The Punchh user IDs that stand on a profile itself. */
function ownUserIds({ user_aliases: aliases, attributes }: NamedProfile): string[] {
	const attribute = attributes[USER_ID];
	return [
		...aliases.filter(({ alias_label: label }) => label === USER_ID).map((one) => one.alias_name),
		...(typeof attribute === 'string' || typeof attribute === 'number' ? [String(attribute)] : []),
	];
}

function nameOf({ external_id: id, user_aliases: aliases, braze_id: brazeId }: NamedProfile) {
	if (id !== undefined) return `external ID ${id}`;
	const [alias] = aliases;
	return alias === undefined
		? `Braze ID ${brazeId}`
		: `alias ${alias.alias_label}: ${alias.alias_name}`;
}

/** Who is in an event that was sent; each delivery is read once. */
const inDelivery = new WeakMap<Delivery, KnownGuest | undefined>();

/**
 * The splits of a sandbox. Punchh's guests are those of its API and those of the events that it
 * sent, whose external IDs may have changed since.
 */
export function splitsOf({ punchh, punchhWebhooks, braze }: Parts): Split[] {
	const ofApi = punchh.guests.map(({ user_id: id, external_source_id: externalId }) =>
		guest(id, externalId),
	);
	const ofEvents = punchhWebhooks.deliveries.map(guestOfDelivery);
	const known = [...ofApi, ...ofEvents].filter((one): one is KnownGuest => one !== undefined);
	return findSplits(braze.profiles, known);
}

/** The guest of the event in a delivery; undefined where no user ID is in it. */
export function guestOfDelivery(delivery: Delivery): KnownGuest | undefined {
	if (!inDelivery.has(delivery)) inDelivery.set(delivery, guestOfEvent(delivery.body));
	return inDelivery.get(delivery);
}

/** The guest of an event, by its body; undefined where no user ID is in it. */
export function guestOfEvent(body: string): KnownGuest | undefined {
	const payload = asObject((JSON.parse(body) as Json).payload);
	const user = asObject(payload.user);
	return guest(
		user.user_id ?? payload.user_id,
		user.external_source_id ?? payload.external_source_id,
	);
}

function guest(userId: unknown, externalId: unknown): KnownGuest | undefined {
	if (userId === undefined || userId === null) return undefined;
	const ids = [externalId].filter((id) => id !== undefined && id !== null && id !== '');
	return { userId: String(userId), externalIds: ids.map(String) };
}
