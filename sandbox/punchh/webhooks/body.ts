import type { Random } from '../../shared/random';
import type { Envelope } from './events';
import type { PunchhWebhookKnobs } from './knobs';

/** Below this a timestamp is in seconds. */
const LARGEST_SECONDS = 100_000_000_000;

/** A kind that no page lists: kinds keep coming. */
const UNKNOWN_KIND = 'sandbox_unknown_kind';

/** Where a check-in without a channel, such as an admin's gift, comes from. */
const CONSOLE = 'console';

/** Punchh writes these numbers with a decimal even when they are whole. */
const DECIMALS = [
	'after_update_amount',
	'before_update_amount',
	'discount',
	'earnable_amount',
	'net_balance',
	'net_debits',
	'pending_points',
	'receipt_amount',
	'redeemed_points',
	'total_credits',
	'total_lifetime_points',
];
const WHOLE_DECIMAL = new RegExp(`("(?:${DECIMALS.join('|')})":-?\\d+)(?=[,}])`, 'g');

const TIMESTAMPS: Record<PunchhWebhookKnobs['timestampUnit'], (given: number) => number> = {
	documented: (given) => given,
	s: (given) => (given < LARGEST_SECONDS ? given : Math.floor(given / 1_000)),
	ms: (given) => (given < LARGEST_SECONDS ? given * 1_000 : given),
};

const NAMES: Record<PunchhWebhookKnobs['eventName'], (given: string) => string> = {
	clean: (given) => given,
	leadingBlank: (given) => ` ${given}`,
	shortened: () => '_notifications',
};

/** The text of a POST for an event, with the oddities that the knobs ask for. */
export function bodyOf(event: Envelope, knobs: PunchhWebhookKnobs, random: Random): string {
	const sent: Envelope = { ...event, timestamp: TIMESTAMPS[knobs.timestampUnit](event.timestamp) };
	if (event.event_name === 'transactional_notifications') {
		sent.event_name = NAMES[knobs.eventName](event.event_name);
	}
	if (event.event_name === 'checkins' && knobs.checkinAction === 'origin') {
		sent.action = String(event.payload.channel ?? CONSOLE);
	}
	if (knobs.nestedUser === 'missing' && event.event_name !== 'users') {
		sent.payload = { ...event.payload };
		delete sent.payload.user;
	}
	if (random() < knobs.unknownKinds) sent.event_type = UNKNOWN_KIND;
	return JSON.stringify(sent).replace(WHOLE_DECIMAL, '$1.0');
}
