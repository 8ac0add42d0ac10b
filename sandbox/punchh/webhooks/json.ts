import { railsJson } from '../../shared/railsJson';
import type { Envelope } from './events';
import type { PunchhWebhookKnobs } from './knobs';

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

/** Fields that hold money, which a Rails application keeps as exact decimals. */
const MONEY = /(?:^|_)(?:amount|discount)$/;
const TIME_WITHOUT_FRACTION = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/;

/** How an event becomes text. Both write whole floats as `12.0`. */
export const JSON_WRITERS: Record<PunchhWebhookKnobs['json'], (event: Envelope) => string> = {
	asSampled: (event) => JSON.stringify(event).replace(WHOLE_DECIMAL, '$1.0'),
	activeSupport: (event) => railsJson(asRuby('', event)),
};

/**
 * The values that a Rails application has behind those of an event: money is an exact decimal, which
 * JSON gets as text without trailing zeros but one (`"12.5"`, `"12.0"`); times have three decimals of
 * a second; other whole numbers are no floats. (ActiveSupport 6.1)
 */
function asRuby(name: string, value: unknown): unknown {
	if (typeof value === 'number') {
		if (MONEY.test(name)) return Number.isInteger(value) ? value.toFixed(1) : String(value);
		return Number.isInteger(value) && !DECIMALS.includes(name) ? BigInt(value) : value;
	}
	if (typeof value === 'string') return value.replace(TIME_WITHOUT_FRACTION, '$1.000$2');
	if (Array.isArray(value)) return value.map((one) => asRuby(name, one));
	if (typeof value !== 'object' || value === null) return value;
	return new Map(Object.entries(value).map(([key, inner]) => [key, asRuby(key, inner)]));
}
