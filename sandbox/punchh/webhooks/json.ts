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
const ESCAPED = /[&<>\u2028\u2029]/g;

/** How an event becomes text. Both write whole floats as `12.0`. */
export const JSON_WRITERS: Record<PunchhWebhookKnobs['json'], (event: Envelope) => string> = {
	asSampled: (event) => withDecimals(JSON.stringify(event)),
	activeSupport: (event) =>
		withDecimals(JSON.stringify(event, asActiveSupport)).replace(ESCAPED, escaped),
};

function withDecimals(text: string): string {
	return text.replace(WHOLE_DECIMAL, '$1.0');
}

/**
 * What ActiveSupport's `to_json` makes of values: an exact decimal is text without trailing zeros
 * but one (`"12.5"`, `"12.0"`), and a time has three decimals of a second. (ActiveSupport 6.1)
 */
function asActiveSupport(name: string, value: unknown): unknown {
	if (typeof value === 'number' && MONEY.test(name)) {
		return Number.isInteger(value) ? value.toFixed(1) : String(value);
	}
	return typeof value === 'string' ? value.replace(TIME_WITHOUT_FRACTION, '$1.000$2') : value;
}

/** Such characters stand in texts only, never between the values of JSON. */
function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
