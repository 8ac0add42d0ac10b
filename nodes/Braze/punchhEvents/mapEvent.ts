import type { IDataObject } from 'n8n-workflow';

import { withAliasProfile } from '../track/aliasProfile';
import type { TrackObject } from '../track/types';
import { attributesOf } from './attributes';
import { nameGuest, type NamedGuest } from './identify';
import { propertiesOf } from './properties';
import { purchasesOf } from './purchases';
import type { MapChoices, PunchhEventItem } from './types';
import { isBlank } from './values';

/** What a Punchh event becomes in Braze. */
export type Mapped =
	| { guest: NamedGuest; objects: TrackObject[] }
	/** A guest to delete. */
	| { erase: NamedGuest }
	/** Nothing, and why that is in order. */
	| { skipped: string }
	/** Nothing, because the event lacks something. */
	| { problem: string };

/**
 * Maps an event of Punchh to objects of /users/track.
 *
 * @param nowMs the time of sending, which the adapter takes for the time of the event
 */
export function mapEvent(event: PunchhEventItem, choices: MapChoices, nowMs: number): Mapped {
	const guest = nameGuest(event, choices);
	if (guest === undefined) {
		return concernsNobody(event)
			? { skipped: 'The event is not about a guest' }
			: { problem: 'The event has none of the chosen identifiers of its guest' };
	}
	if (event.isGuestEvent && event.action === 'delete') {
		return choices.passOnDeletions
			? { erase: guest }
			: { skipped: "A deleted guest is not deleted in Braze: 'Pass On Deletions' is off" };
	}
	const objects = objectsOf(event, guest, choices, nowMs);
	return objects.length > 0
		? { guest, objects }
		: { skipped: 'The event has nothing that is to be sent' };
}

/** Changes of an offer come without a guest. */
function concernsNobody({ guest, event }: PunchhEventItem): boolean {
	return event === 'other' && [guest.user_id, guest.email, guest.phone].every(isBlank);
}

function objectsOf(
	event: PunchhEventItem,
	guest: NamedGuest,
	choices: MapChoices,
	nowMs: number,
): TrackObject[] {
	const user = userOf(guest, choices);
	const time = choices.eventTime === 'sent' ? new Date(nowMs).toISOString() : event.occurred_at;
	const attributes = attributesOf(event, choices);
	// With both, Braze would look the profile up by e-mail and not by the phone that was chosen.
	if (guest.choice === 'phone') delete attributes.email;

	const objects: TrackObject[] = [];
	if (Object.keys(attributes).length > 0) {
		objects.push({ array: 'attributes', body: { ...attributes, ...user } });
	}
	if (!event.isGuestEvent) {
		const properties = propertiesOf(event, choices);
		const name = choices.eventName || eventNameOf(event);
		objects.push({ array: 'events', body: { ...user, name, time, properties } });
	}
	for (const purchase of purchasesOf(event, choices, time)) {
		objects.push({ array: 'purchases', body: { ...user, ...purchase } });
	}
	return withAliasProfile(user, objects);
}

/** The identifier, and whether Braze may make a profile for it. */
function userOf(
	{ choice, identifier }: NamedGuest,
	{ updateExistingOnly }: MapChoices,
): IDataObject {
	// For an alias Braze takes a missing flag for true, for every other identifier for false.
	return updateExistingOnly || choice === 'user_alias'
		? { ...identifier, _update_existing_only: updateExistingOnly }
		: { ...identifier };
}

/** Families whose name Punchh does not always write out. */
const FAMILY_NAMES: Partial<Record<PunchhEventItem['event'], string>> = {
	loyalty_checkin: 'checkins',
	gift_checkin: 'checkins',
	transactional_notification: 'transactional_notifications',
	marketing_notification: 'marketing_notifications',
};

/** Kinds that are told by other fields where `event_type` is missing. */
const KINDS: Partial<Record<PunchhEventItem['event'], string>> = {
	loyalty_checkin: 'loyalty',
	gift_checkin: 'gift',
};

/** The adapter's rule: `event_name`, and `_` and `event_type` where there is one. */
export function eventNameOf(event: PunchhEventItem): string {
	const family = FAMILY_NAMES[event.event] ?? String(event.event_name).trim().toLowerCase();
	const kind =
		KINDS[event.event] ??
		String(event.event_type ?? '')
			.trim()
			.toLowerCase();
	return kind === '' ? family : `${family}_${kind}`;
}
