import type { IDataObject } from 'n8n-workflow';

import { isGuestEvent, namesOf, type PunchhItem } from '../../Punchh/events/item';
import { isEmpty } from '../../shared/values/json';
import { withAliasProfile } from '../send/track/objects/aliasProfile';
import type { TrackObject } from '../send/track/objects/types';
import { guestAttributes } from './attributes';
import { nameGuest, type NamedGuest } from './guestIdentity';
import { eventProperties } from './eventProperties';
import { checkInPurchases } from './purchases';
import type { MapChoices } from './types';

/** What a Punchh event becomes in Braze. */
export type Mapped =
	| { guest: NamedGuest; objects: TrackObject[]; warnings: string[] }
	/** A guest to delete. */
	| { erase: NamedGuest }
	/** Nothing, and why that is fine. */
	| { skipped: string }
	/** Nothing, because the event lacks something. */
	| { problem: string };

/**
 * Maps a Punchh event to objects of /users/track.
 *
 * @param nowMs the time of sending, which the adapter uses as the time of the event
 */
export function mapEvent(event: PunchhItem, choices: MapChoices, nowMs: number): Mapped {
	const guest = nameGuest(event, choices);
	if (guest === undefined) {
		return hasNoGuest(event)
			? { skipped: 'The event is not about a guest' }
			: { problem: 'The event has none of the chosen identifiers of its guest' };
	}
	if (isGuestEvent(event) && event.action === 'delete') {
		return choices.passOnDeletions
			? { erase: guest }
			: { skipped: "A deleted guest is not deleted in Braze: 'Pass On Deletions' is off" };
	}
	const warnings: string[] = [];
	const objects = objectsOf(event, guest, choices, nowMs, warnings);
	return objects.length > 0
		? { guest, objects, warnings }
		: { skipped: 'The event has nothing to send' };
}

/** Changes to an offer come without a guest. */
function hasNoGuest({ guest, event }: PunchhItem): boolean {
	return event === 'other' && [guest.user_id, guest.email, guest.phone].every(isEmpty);
}

function objectsOf(
	event: PunchhItem,
	guest: NamedGuest,
	choices: MapChoices,
	nowMs: number,
	warnings: string[],
): TrackObject[] {
	const user = trackedUser(guest, choices);
	const time = choices.eventTime === 'sent' ? new Date(nowMs).toISOString() : event.occurred_at;
	const warn = (warning: string) => void warnings.push(warning);
	const attributes = guestAttributes(event, choices, guest.identifier, warn);
	// With both, Braze would look the profile up by email instead of by the chosen phone number.
	if (guest.choice === 'phone') delete attributes.email;

	const objects: TrackObject[] = [];
	if (Object.keys(attributes).length > 0) {
		objects.push({ array: 'attributes', body: { ...attributes, ...user } });
	}
	if (!isGuestEvent(event)) {
		const properties = eventProperties(event, choices, warn);
		const name = choices.eventName || eventNameOf(event);
		objects.push({ array: 'events', body: { ...user, name, time, properties } });
	}
	for (const purchase of checkInPurchases(event, choices, time, warn)) {
		objects.push({ array: 'purchases', body: { ...user, ...purchase } });
	}
	return withAliasProfile(user, objects);
}

/** The identifier, and whether Braze may create a profile for it. */
function trackedUser(
	{ choice, identifier }: NamedGuest,
	{ updateExistingOnly }: MapChoices,
): IDataObject {
	// If the flag is missing, Braze assumes true for an alias and false for any other identifier.
	return updateExistingOnly || choice === 'user_alias'
		? { ...identifier, _update_existing_only: updateExistingOnly }
		: { ...identifier };
}

/** The adapter's rule: `event_name`, followed by `_` and `event_type` if there is one. */
function eventNameOf(event: PunchhItem): string {
	const { eventName, eventType } = namesOf(event);
	return eventType === '' ? eventName : `${eventName}_${eventType}`;
}
