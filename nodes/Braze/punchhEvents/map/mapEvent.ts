import type { IDataObject } from 'n8n-workflow';

import { isDeletion, isGuestEvent, namesOf, type PunchhItem } from '../../../Punchh/events/item';
import { isEmpty } from '../../../shared/values/json';
import { placeholderReason } from '../../../Punchh/events/placeholders';
import { PUNCHH_USER_ID } from '../../identity/profiles/links';
import type { TrackObject } from '../../send/track/objects/types';
import { nameGuest, type NamedGuest, type People } from '../guestIdentity';
import type { MapChoices } from '../types';
import { guestAttributes, userIdAttribute } from './attributes';
import { warnOfBeside } from './beside';
import { eventProperties } from './eventProperties';
import { checkInPurchases } from './purchases';

/** What an event records about its guest, whoever that is in Braze. */
export interface Recorded {
	guest: NamedGuest;
	/** The values to write to the guest's profile, without an identifier. */
	attributes: IDataObject;
	/** The attribute `punchh_user_id`, which has to be on the profile. */
	userId: IDataObject[string] | undefined;
	/** Custom events and purchases, without an identifier. */
	records: TrackObject[];
	warnings: string[];
}

/** What a Punchh event becomes in Braze. */
export type Mapped =
	| Recorded
	/** A guest to delete. */
	| { erase: NamedGuest }
	/** Nothing, and why that is fine. */
	| { skipped: string }
	/** Nothing, because the event lacks something. */
	| { problem: string };

/**
 * Maps a Punchh event to what is recorded in Braze.
 *
 * @param nowMs the time of sending, which the adapter uses as the time of the event
 */
export function mapEvent(
	event: PunchhItem,
	choices: MapChoices,
	nowMs: number,
	people: People,
): Mapped {
	const guest = nameGuest(event, choices, people.externalIdOf);
	if (guest === undefined) {
		return hasNoGuest(event)
			? { skipped: 'The event is not about a guest' }
			: { problem: 'The event has none of the chosen identifiers of its guest' };
	}
	if (isDeletion(event)) {
		return choices.passOnDeletions
			? { erase: guest }
			: { skipped: "A deleted guest is not deleted in Braze: 'Pass On Deletions' is off" };
	}
	const to = people.asRecorded(guest);
	const recorded = record(event, to, choices, { nowMs, isNew: people.isNew(guest) });
	return Object.keys(recorded.attributes).length + recorded.records.length > 0
		? recorded
		: { skipped: 'The event has nothing to send' };
}

/** Changes to an offer come without a guest. */
function hasNoGuest({ guest, event }: PunchhItem): boolean {
	return event === 'other' && [guest.user_id, guest.email, guest.phone].every(isEmpty);
}

function record(
	event: PunchhItem,
	guest: NamedGuest,
	choices: MapChoices,
	{ nowMs, isNew }: { nowMs: number; isNew: boolean },
): Recorded {
	const warnings: string[] = [];
	const time = choices.eventTime === 'sent' ? new Date(nowMs).toISOString() : event.occurred_at;
	const warn = (warning: string) => void warnings.push(warning);
	const { external_id: externalId, user_id: userId } = event.guest;
	for (const [name, called, id] of [
		['external_id', 'external ID', externalId],
		[PUNCHH_USER_ID, 'user ID', userId],
	] as const) {
		const why = placeholderReason(name, id);
		if (why !== undefined) warn(`the ${called} '${id}' identifies nobody, because ${why}`);
	}
	const attributes = guestAttributes(event, choices, { ...guest, isNew }, warn);
	// With both, Braze would look the profile up by email instead of by the chosen phone number.
	if (guest.choice === 'phone') delete attributes.email;

	const records: TrackObject[] = [];
	if (!isGuestEvent(event)) {
		const properties = eventProperties(event, choices, warn);
		const name = choices.eventName || eventNameOf(event);
		records.push({ array: 'events', body: { name, time, properties } });
	}
	for (const purchase of checkInPurchases(event, choices, time, warn)) {
		records.push({ array: 'purchases', body: { ...purchase } });
	}
	const sent = [attributes, ...records.map(({ body }) => (body.properties ?? {}) as IDataObject)];
	warnOfBeside(event, choices.extraFields, ({ to }) => sent.some((one) => to in one), warn);
	return { guest, attributes, userId: userIdAttribute(event, choices), records, warnings };
}

/** The adapter's rule: `event_name`, followed by `_` and `event_type` if there is one. */
function eventNameOf(event: PunchhItem): string {
	const { eventName, eventType } = namesOf(event);
	return eventType === '' ? eventName : `${eventName}_${eventType}`;
}
