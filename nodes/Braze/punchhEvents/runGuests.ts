import type { IDataObject } from 'n8n-workflow';

import { isGuestEvent } from '../../Punchh/events/item';
import type { Item } from '../../shared/operations/item';
import { isEmpty } from '../../shared/values/json';
import { AttributeLog, partsOf, wholeOf } from '../identity/attributeLog';
import type { KnownGuests } from '../identity/knownGuests';
import { EXTERNAL_ID_SINCE, PUNCHH_USER_ID } from '../identity/links';
import { userKey } from '../identity/user';
import { withAliasProfile } from '../send/track/objects/aliasProfile';
import type { TrackObject } from '../send/track/objects/types';
import { Clashes, timeOf } from './clashes';
import {
	externalIdIn,
	punchhUserIdOf,
	trackedUser,
	type ExternalIdOf,
	type NamedGuest,
	type People,
} from './guestIdentity';
import { GuestNames } from './guestNames';
import type { Recorded } from './mapEvent';
import type { EventItem, MapChoices } from './types';

const CONTACTS = ['email', 'phone'];

/** What an item writes to its guest's profile. */
interface Written {
	punchhUserId: string;
	/** Whether all profiles of the guest become one. */
	isLinked: boolean;
	/** The profile, as `userKey` names it. */
	under: string;
	/** When its event happened. */
	atMs: number;
	/** As `partsOf` divides them. */
	values: IDataObject;
	/** Whether it also has what was written to another profile of the guest. */
	gathers: boolean;
}

/** To whom an item writes, and what is to be written besides the values of its event. */
interface Target extends Omit<Written, 'values' | 'gathers'> {
	choices: MapChoices;
	/** Whether to write the Punchh user ID although it was written before. */
	marksAgain: boolean;
	userId: Recorded['userId'];
	warnings: string[];
}

/** The guests of one run: how they are named, and what of an event is written to their profiles. */
export class RunGuests implements People {
	private readonly names = new GuestNames();

	/** Attributes that this run writes, so that the order of its items does not matter. */
	private readonly planned = new AttributeLog();

	private readonly writes = new Map<Item, Written>();

	/** Whose events the items are. */
	private readonly named = new Map<Item, NamedGuest>();

	/** The profiles of guests that this run marks. */
	private readonly marked = new Map<string, Set<string>>();

	/** Guests to whose profile this run moves attributes. */
	private readonly gathered = new Set<string>();

	/** Guests whose profile is told by this run since when they have the external ID. */
	private readonly moved = new Set<string>();

	/** Guests who may have a profile of Punchh's adapter. */
	private readonly fromAdapter = new Set<string>();

	readonly clashes: Clashes;

	constructor(readonly known: KnownGuests) {
		this.clashes = new Clashes(known);
	}

	readonly externalIdOf: ExternalIdOf = (punchhUserId) => this.known.sureIdOf(punchhUserId);

	readonly isNew = ({ choice, punchhUserId }: NamedGuest): boolean => {
		if (choice !== 'linked' || punchhUserId === undefined) return false;
		return ![this.planned, this.known.attributes].some((log) => log.knows(punchhUserId));
	};

	/** Learns which external ID the guest has, if the choices ask to link it. */
	learn({ event, choices }: EventItem): void {
		const punchhUserId = punchhUserIdOf(event);
		if (punchhUserId === undefined || !choices.identifiers.includes('linked')) return;
		const externalId = externalIdIn(event);
		const isUnknown = this.known.externalIdOf(punchhUserId) === undefined;
		if (choices.adapterProfiles && isUnknown) this.fromAdapter.add(punchhUserId);
		if (externalId === undefined) return;
		const atMs = timeOf(event.occurred_at);
		this.known.learn(punchhUserId, externalId, atMs);
		const isShared = this.known.otherOwnerOf(externalId, punchhUserId) !== undefined;
		if (isShared && choices.sharedIdentifiers === 'warn') {
			this.known.guests.share(punchhUserId, externalId, atMs);
		}
	}

	/**
	 * Learns of the profiles of Punchh's adapter, after all that events tell: a number that is somebody's
	 * external ID names nobody else's profile.
	 */
	learnAdapterProfiles(): void {
		for (const punchhUserId of this.fromAdapter) this.known.learn(punchhUserId, punchhUserId, 0);
		this.fromAdapter.clear();
	}

	/** External IDs of a guest whose profiles may not be merged yet. */
	formerIdsOf({ choice, punchhUserId }: NamedGuest): string[] {
		const isLinked = choice === 'linked' && punchhUserId !== undefined;
		return isLinked ? this.known.guests.formerIdsOf(punchhUserId) : [];
	}

	/** Forgets a guest who was deleted. */
	forget({ identifier, punchhUserId }: NamedGuest): void {
		if (punchhUserId === undefined) return;
		this.known.owners.releaseLater(userKey(identifier)!);
		this.known.deleted(punchhUserId);
		this.planned.forget(punchhUserId);
		this.marked.delete(punchhUserId);
		this.gathered.delete(punchhUserId);
		this.moved.delete(punchhUserId);
		this.names.forget(punchhUserId);
	}

	/** A warning if an earlier item named this guest differently. */
	warningFor(guest: NamedGuest): string | undefined {
		return this.names.warningFor(guest);
	}

	/** The objects that record an event for its guest. */
	objectsOf(item: Item, { event, choices }: EventItem, recorded: Recorded): TrackObject[] {
		const { guest, attributes, userId, records, warnings } = recorded;
		const user = trackedUser(guest, choices);
		const { punchhUserId } = guest;
		this.named.set(item, guest);
		const isAdapter = choices.preset === 'adapter' || punchhUserId === undefined;
		const values = isAdapter
			? attributes
			: this.write(item, attributes, {
					isLinked: guest.choice === 'linked',
					userId,
					under: userKey(guest.identifier)!,
					atMs: timeOf(event.occurred_at),
					punchhUserId,
					warnings,
					// What is sent may not find a profile, and Braze does not say so.
					marksAgain: choices.updateExistingOnly && isGuestEvent(event),
					choices,
				});
		const objects = records.map(({ array, body }) => ({ array, body: { ...user, ...body } }));
		const profile: TrackObject = { array: 'attributes', body: { ...values, ...user } };
		return withAliasProfile(user, Object.keys(values).length > 0 ? [profile, ...objects] : objects);
	}

	/** Notes that Braze accepted something of an item, so that its guest has a profile. */
	recorded(item: Item): void {
		const { choice, punchhUserId, identifier } = this.named.get(item) ?? {};
		// Of the links, other ways of identifying guests tell nothing.
		if (choice !== 'linked' || punchhUserId === undefined || identifier === undefined) return;
		this.known.recorded(punchhUserId, userKey(identifier)!);
	}

	/** Notes that Braze accepted the attributes of an item. */
	written(item: Item): void {
		const written = this.writes.get(item);
		if (written === undefined) return;
		const { punchhUserId, gathers, under, atMs, values } = written;
		if (gathers) this.known.attributes.gather(punchhUserId, under);
		this.known.attributes.note(punchhUserId, { under, atMs, values });
		if (Object.hasOwn(values, PUNCHH_USER_ID)) {
			this.known.guests.mark(punchhUserId, markedProfile(written));
		}
		if (Object.hasOwn(values, EXTERNAL_ID_SINCE)) this.known.guests.notedMove(punchhUserId);
	}

	/**
	 * The values to write to a profile: those of the event but for what a newer event has written, what
	 * another profile of the guest has, and, once, the Punchh user ID.
	 */
	private write(item: Item, given: IDataObject, to: Target): IDataObject {
		const { punchhUserId, under, atMs, isLinked, warnings } = to;
		const values = partsOf(given);
		const logs = [
			[this.known.attributes, 'has already written'],
			[this.planned, 'of this run, which may still fail, writes'],
		] as const;
		for (const [log, which] of isLinked ? logs : []) {
			const old = log.outdated(punchhUserId, Object.keys(values), atMs);
			for (const name of old) delete values[name];
			if (old.length > 0) warnings.push(`a newer event ${which} ${old.join(', ')}`);
		}
		this.addMarks(values, to);

		const elsewhere =
			isLinked && !this.gathered.has(punchhUserId)
				? this.known.attributes.elsewhere(punchhUserId, under)
				: {};
		this.gathered.add(punchhUserId);
		const gathers = Object.keys(elsewhere).length > 0;
		this.planned.note(punchhUserId, { atMs, under, values });
		this.writes.set(item, { punchhUserId, isLinked, under, atMs, values, gathers });
		return wholeOf({ ...elsewhere, ...this.optOutsBeside(values, to), ...values });
	}

	/**
	 * What goes along with an address or number that an older event writes: Braze may take the guest for
	 * subscribed again, although a newer event has told the opt-out.
	 */
	private optOutsBeside(values: IDataObject, to: Target): IDataObject {
		const { punchhUserId, isLinked, atMs, choices } = to;
		const isNewContact = isLinked && CONTACTS.some((name) => !isEmpty(values[name]));
		if (!isNewContact || choices.subscriptions === 'none') return {};
		const optOuts = wholeOf(this.known.attributes.newerOptOuts(punchhUserId, atMs, this.planned));
		for (const name of choices.dropFields) delete optOuts[name];
		return partsOf(optOuts);
	}

	/** Adds, once, whose the profile is, and since when it has its external ID. */
	private addMarks(values: IDataObject, target: Target): void {
		const { punchhUserId, marksAgain, choices, userId } = target;
		const { guests } = this.known;
		const profile = markedProfile(target);
		const marked = this.marked.get(punchhUserId) ?? new Set();
		const isMarked = marked.has(profile) || guests.isMarked(punchhUserId, profile);
		if ((!isMarked || marksAgain) && userId !== undefined) values[PUNCHH_USER_ID] ??= userId;
		if (Object.hasOwn(values, PUNCHH_USER_ID)) {
			this.marked.set(punchhUserId, marked.add(profile));
		}
		const movedAtMs = guests.movedAtMs(punchhUserId);
		const tellsMoves = choices.attributes !== 'none' && !choices.dropFields.has(EXTERNAL_ID_SINCE);
		if (!tellsMoves || movedAtMs === undefined || this.moved.has(punchhUserId)) return;
		values[EXTERNAL_ID_SINCE] = new Date(movedAtMs).toISOString();
		this.moved.add(punchhUserId);
	}
}

/** A profile that is marked, as text that can be compared: all of a guest who is linked become one. */
function markedProfile({ isLinked, under }: Pick<Written, 'isLinked' | 'under'>): string {
	return isLinked ? 'linked' : under;
}
