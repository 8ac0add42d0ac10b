/** What Punchh calls a type of event, and what sets its envelopes apart from all others. */
export interface EventFamily {
	/** In Punchh's dashboard and in the editor. */
	name: string;
	description: string;
	/** `event_name` of the envelope, trimmed and in lowercase. */
	eventName?: string;
	/** `event_type` of the envelope, if two families share a name. */
	eventType?: string;
	/** The key of the envelope that names the kind, if a user may want only some kinds. */
	kindKey?: 'event_type' | 'event_name';
}

/**
 * Every type of event, by its name in the `event` field of an item (PAR Webhooks Manager, the page of
 * each family). Whatever belongs to no other family is one of the other events.
 */
export const FAMILIES = {
	gift_checkin: {
		name: 'Gift Check-In',
		description: 'Points or visits were given without a purchase',
		eventName: 'checkins',
		eventType: 'gift',
	},
	guest: {
		name: 'Guest',
		description: 'A guest signed up or changed, was banned or deactivated',
		eventName: 'users',
	},
	loyalty_checkin: {
		name: 'Loyalty Check-In',
		description: 'A guest earned points or visits on a purchase, or such a check-in changed',
		eventName: 'checkins',
		eventType: 'loyalty',
	},
	marketing_notification: {
		name: 'Marketing Notification',
		description: 'A campaign would send a message to a guest',
		eventName: 'marketing_notifications',
		kindKey: 'event_type',
	},
	other: {
		name: 'Other Events',
		description:
			'Coupon issuance, coupon redemption, redeemable, user subscription and anything that Punchh adds',
		kindKey: 'event_name',
	},
	redemption: {
		name: 'Redemption',
		description: 'A redemption code was created, redeemed, expired or canceled',
		eventName: 'redemptions',
	},
	reward: {
		name: 'Reward',
		description: 'A reward landed in the account of a guest',
		eventName: 'rewards',
	},
	transactional_notification: {
		name: 'Transactional Notification',
		description: 'Punchh would send a system message to a guest, e.g. a password reset',
		eventName: 'transactional_notifications',
		kindKey: 'event_type',
	},
} satisfies Record<string, EventFamily>;

/** The event types, as they appear in the `event` field of an item. */
export type PunchhEvent = keyof typeof FAMILIES;

const FAMILY_LIST = Object.entries<EventFamily>(FAMILIES).map(([event, family]) => ({
	...family,
	event: event as PunchhEvent,
}));

/** A spelling that Punchh's own samples use for both types of notification. */
const SHORTENED_NOTIFICATIONS = '_notifications';

/** All marketing notifications end like this, and no transactional ones. */
const MARKETING_KIND = /_campaign$/;

/** The family of an event type. */
export function familyOf(event: PunchhEvent): EventFamily {
	return FAMILIES[event];
}

/** Whether a value is one of the event types. */
export function isPunchhEvent(value: unknown): value is PunchhEvent {
	return typeof value === 'string' && Object.hasOwn(FAMILIES, value);
}

/**
 * The event type of an envelope. Some transactional pages print the name with a leading space or
 * without its first word.
 *
 * @param status `payload.status`, which repeats the kind of a check-in whose `event_type` is missing
 */
export function eventOf(eventName: string, eventType: string, status?: unknown): PunchhEvent {
	const name = lowered(eventName);
	const type = lowered(eventType);
	if (name === SHORTENED_NOTIFICATIONS) {
		return MARKETING_KIND.test(type) ? 'marketing_notification' : 'transactional_notification';
	}
	const kind = type === '' ? lowered(status) : type;
	const found = FAMILY_LIST.find(
		(family) =>
			family.eventName === name && (family.eventType === undefined || family.eventType === kind),
	);
	return found?.event ?? 'other';
}

/** A name in an envelope, trimmed and in lowercase for comparison; '' if it is not text. */
export function lowered(name: unknown): string {
	return typeof name === 'string' ? name.trim().toLowerCase() : '';
}
