import { eventKey, isDeletion, isGuestEvent } from '../../../Punchh/events/item';
import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { noteErased } from '../../identity/changes/erased';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { userKey } from '../../identity/user';
import {
	isRecorded,
	isRecordedNow,
	mayBeRecorded,
	mayBeRecordedNow,
} from '../../send/track/itemResult';
import { withAliasProfile } from '../../send/track/objects/aliasProfile';
import type { TrackObject } from '../../send/track/objects/types';
import { trackInWorkspace, type Tracking } from '../../send/track/trackItems';
import {
	externalIdIn,
	punchhUserIdOf,
	trackedUser,
	type ExternalIdOf,
	type NamedGuest,
	type People,
} from '../guestIdentity';
import { tellsStates } from '../map/attributes';
import type { Recorded } from '../map/mapEvent';
import type { EventItem, MapChoices } from '../types';
import { Clashes, timeOf } from './clashes';
import { GuestNames } from './guestNames';
import { RunAliases } from './runAliases';
import { RunContacts } from './runContacts';
import { RunValues } from './runValues';

/** The guests of one run: how they are named, and what of an event is written to their profiles. */
export class RunGuests implements People {
	private readonly names = new GuestNames();

	/** Whose events the items are. */
	private readonly named = new Map<Item, NamedGuest>();

	/** Items for which Braze makes no profile. */
	private readonly onlyExisting = new Set<Item>();

	/** Guests who may have a profile of Punchh's adapter. */
	private readonly fromAdapter = new Set<string>();

	private readonly aliases: RunAliases;

	readonly clashes: Clashes;

	/** What the items write to the profiles. */
	readonly values: RunValues;

	private readonly contacts: RunContacts;

	/** How much had been recorded when the run began. */
	private readonly before: number;

	/** For how many guests there is room while the run goes on. */
	private reserved = 0;

	constructor(readonly known: KnownGuests) {
		this.before = known.guests.recordings;
		this.aliases = new RunAliases(known);
		this.clashes = new Clashes(known);
		this.values = new RunValues(known);
		this.contacts = new RunContacts(known, this.clashes);
	}

	/** Keeps all guests of the run in mind until `end`, also those of many items. */
	begin(items: Item[]): void {
		this.reserved = items.length;
		for (const book of [this.known.guests, this.known.owners]) book.reserve(this.reserved);
	}

	/** Ends what the run has kept for its guests: what was recorded stays theirs. */
	end(): void {
		for (const book of [this.known.guests, this.known.owners]) book.giveBack(this.reserved);
		this.reserved = 0;
		this.clashes.end();
	}

	readonly externalIdOf: ExternalIdOf = (punchhUserId) => this.known.sureIdOf(punchhUserId);

	asRecorded(guest: NamedGuest): NamedGuest {
		return this.aliases.asRecorded(guest);
	}

	readonly isNew = ({ choice, punchhUserId }: NamedGuest): boolean =>
		choice === 'linked' && punchhUserId !== undefined && !this.values.toldStates(punchhUserId);

	/** Learns which external ID the guest has, if the choices ask to link it. */
	learn({ event, choices }: EventItem): void {
		const punchhUserId = punchhUserIdOf(event);
		if (punchhUserId === undefined || !choices.identifiers.includes('linked')) return;
		if (isDeletion(event) && !choices.passOnDeletions) return;
		const atMs = timeOf(event.occurred_at);
		if (atMs <= this.known.guests.deletedAtMs(punchhUserId)) return;
		const externalId = externalIdIn(event);
		const isUnknown = this.known.externalIdOf(punchhUserId) === undefined;
		if (choices.adapterProfiles && isUnknown) this.fromAdapter.add(punchhUserId);
		if (externalId === undefined) return;
		this.aliases.tell(punchhUserId);
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

	/** Whether a linked guest was deleted at this time or later, in milliseconds since 1970. */
	isGone({ choice, punchhUserId }: NamedGuest, atMs: number): boolean {
		if (choice !== 'linked' || punchhUserId === undefined) return false;
		return atMs <= this.known.guests.deletedAtMs(punchhUserId);
	}

	/**
	 * Forgets a guest who was deleted.
	 *
	 * @param atMs when, in milliseconds since 1970
	 */
	forget({ choice, identifier, punchhUserId }: NamedGuest, atMs = -Infinity): void {
		if (punchhUserId === undefined) return;
		const named = userKey(identifier)!;
		const isOvertaken = (this.known.guests.find(punchhUserId)?.recordedAs ?? 0) > this.before;
		noteErased(this.known, punchhUserId, { named, atMs }, choice);
		// What another run has recorded meanwhile may make the profile anew.
		if (isOvertaken) this.known.owners.name(named, punchhUserId);
		this.values.forget(punchhUserId);
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
		const under = userKey(guest.identifier)!;
		this.named.set(item, guest);
		if (choices.updateExistingOnly) this.onlyExisting.add(item);
		const isFollowed = punchhUserId !== undefined && this.isFollowed(guest, choices, punchhUserId);
		const values = !isFollowed
			? this.values.unfollowed(attributes, under, punchhUserId)
			: this.values.of(item, attributes, {
					isLinked: guest.choice === 'linked',
					// The adapter's map has it as an attribute of its own.
					userId: choices.preset === 'adapter' ? undefined : userId,
					under,
					atMs: timeOf(event.occurred_at),
					punchhUserId,
					warnings,
					// What is sent may not find a profile, and Braze does not say so.
					marksAgain: choices.updateExistingOnly && isGuestEvent(event),
					choices,
					tellsStates: tellsStates(event, choices),
				});
		this.contacts.writing(item, guest, values);
		const told = eventKey(event);
		const objects = records.map(({ array, body }, number) => ({
			array,
			body: { ...user, ...body },
			// An event may become several, each with a name of its own.
			key: told && [told, punchhUserId ?? '', array, number, body.name ?? ''].join('\n'),
			content: punchhUserId === undefined ? undefined : body,
		}));
		const profile: TrackObject = { array: 'attributes', body: { ...values, ...user } };
		const all = Object.keys(values).length > 0 ? [profile, ...objects] : objects;
		return this.aliases.withProfile(guest, choices, all);
	}

	/**
	 * Whether to remember what is written to a guest's profiles. The adapter's map by itself needs that only
	 * if guests are linked; another workflow may need it.
	 */
	private isFollowed({ choice }: NamedGuest, { preset }: MapChoices, punchhUserId: string) {
		const isPlain = preset === 'adapter' && choice !== 'linked';
		return !isPlain || this.known.attributes.has(punchhUserId);
	}

	/** Notes what became of an item whose objects were sent. */
	noteResult(item: Item, result: ItemResult): void {
		const guest = this.named.get(item);
		if (guest === undefined) return;
		if (isRecordedNow(result)) this.noteProfile(item, guest);
		if (isRecorded(result, 'attributes')) this.values.written(item);
		else if (mayBeRecorded(result, 'attributes')) this.values.mayBeWritten(item);
		this.contacts.noteResult(item, result);
		if (!mayBeRecordedNow(result)) return;
		this.clashes.recorded(guest);
		if (guest.punchhUserId !== undefined) this.known.justRecorded.note(guest.punchhUserId);
		this.noteLate(guest);
	}

	/** Notes what is recorded after the guest has got another external ID. */
	private noteLate({ choice, punchhUserId, identifier, recordedBy }: NamedGuest): void {
		const isLinked = choice === 'linked' && punchhUserId !== undefined;
		const { external_id: id } = identifier;
		if (!isLinked || typeof id !== 'string' || recordedBy !== undefined) return;
		this.known.guests.noteRecording(punchhUserId);
		this.known.seen.recordedUnder(punchhUserId, id);
	}

	/** Notes that a guest has a profile. Of the links, other ways of identifying guests tell nothing. */
	private noteProfile(item: Item, { choice, punchhUserId, identifier }: NamedGuest): void {
		if (choice !== 'linked' || punchhUserId === undefined) return;
		const under = userKey(identifier)!;
		if (this.onlyExisting.has(item)) this.known.recordedIfThere(punchhUserId, under);
		else this.known.recorded(punchhUserId, under);
	}

	/** Writes again the newer values of other runs that this one, which has waited, may have replaced. */
	async correct(tracking: Tracking): Promise<void> {
		await this.values.removals.send(tracking);
		const late = this.values.takeLate();
		if (late.length === 0) return;
		const planItem = (item: Item) => ({ objects: this.correctionOf(item) });
		const results = await trackInWorkspace(tracking, late, planItem);
		late.forEach((item, position) => {
			if (isRecorded(results[position])) this.values.corrected(item);
			this.contacts.noteResult(item, results[position]);
		});
	}

	private correctionOf(item: Item): TrackObject[] {
		const { choices, values } = this.values.newerThan(item);
		const guest = this.named.get(item)!;
		this.contacts.writing(item, guest, values);
		const user = trackedUser(guest, choices);
		return withAliasProfile(user, [{ array: 'attributes', body: { ...values, ...user } }]);
	}
}
