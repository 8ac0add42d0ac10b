import type { INodePropertyOptions } from 'n8n-workflow';

/** The event types of the Punchh Trigger, as they stand in the `event` field of its output. */
export type PunchhEvent =
	| 'guest'
	| 'loyalty_checkin'
	| 'gift_checkin'
	| 'redemption'
	| 'reward'
	| 'transactional_notification'
	| 'marketing_notification'
	| 'other';

/** What tells the envelopes of one event type from all others. */
interface EventFamily {
	event: PunchhEvent;
	/** `event_name` of the envelope, trimmed and in lower case. */
	eventName: string;
	/** `event_type` of the envelope, where it tells two kinds of one family apart. */
	eventType?: string;
}

/**
 * Which envelope is which event (PAR Webhooks Manager, the page of each family). Some
 * transactional pages print the name with a leading blank or without its first word.
 */
const FAMILIES: EventFamily[] = [
	{ event: 'guest', eventName: 'users' },
	{ event: 'loyalty_checkin', eventName: 'checkins', eventType: 'loyalty' },
	{ event: 'gift_checkin', eventName: 'checkins', eventType: 'gift' },
	{ event: 'redemption', eventName: 'redemptions' },
	{ event: 'reward', eventName: 'rewards' },
	{ event: 'transactional_notification', eventName: 'transactional_notifications' },
	{ event: 'marketing_notification', eventName: 'marketing_notifications' },
];

/** A spelling that Punchh's own samples show for both kinds of notification. */
const SHORTENED_NOTIFICATIONS = '_notifications';

/** Kinds of marketing notification all end like this; no transactional kind does. */
const MARKETING_KIND = /_campaign$/;

/** The event types that a user can choose, with what they are called in Punchh. */
export const EVENT_OPTIONS: INodePropertyOptions[] = [
	{
		name: 'Gift Check-In',
		value: 'gift_checkin',
		description: 'Points or visits were given without a purchase',
	},
	{
		name: 'Guest',
		value: 'guest',
		description: 'A guest signed up or changed, was banned or deactivated',
	},
	{
		name: 'Loyalty Check-In',
		value: 'loyalty_checkin',
		description: 'A guest earned on a purchase, or such a check-in changed',
	},
	{
		name: 'Marketing Notification',
		value: 'marketing_notification',
		description: 'A campaign would send a message to a guest',
	},
	{
		name: 'Other Events',
		value: 'other',
		description: 'Coupons, coupon redemptions, redeemables, subscriptions and what Punchh adds',
	},
	{
		name: 'Redemption',
		value: 'redemption',
		description: 'A redemption code was made, redeemed, expired or cancelled',
	},
	{ name: 'Reward', value: 'reward', description: 'A reward landed in the account of a guest' },
	{
		name: 'Transactional Notification',
		value: 'transactional_notification',
		description: 'Punchh would send a system message to a guest, e.g. a password reset',
	},
];

/**
 * The event type of an envelope.
 *
 * @param status `payload.status`, which repeats the kind of a check-in whose `event_type` is missing
 */
export function eventOf(eventName: string, eventType: string, status?: unknown): PunchhEvent {
	const name = eventName.trim().toLowerCase();
	const type = eventType.trim().toLowerCase();
	if (name === SHORTENED_NOTIFICATIONS) {
		return MARKETING_KIND.test(type) ? 'marketing_notification' : 'transactional_notification';
	}
	const kind = type !== '' ? type : typeof status === 'string' ? status.trim().toLowerCase() : '';
	const family = FAMILIES.find(
		(family) =>
			family.eventName === name && (family.eventType === undefined || family.eventType === kind),
	);
	return family?.event ?? 'other';
}
