import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isEmpty } from '../../shared/values/json';
import { parseExact } from '../../shared/values/parseExact';
import { remembered } from '../../shared/values/remembered';

/**
 * Names of fields with a link or code that lets somebody else act as the guest, or that say where the
 * guest was; in lowercase, with underscores between words, if they are written apart. Without being
 * asked, the trigger does not put them into an execution, and the mapping does not send them to Braze.
 * Punchh's pages show only some of them, so names that others of their kind would have are here as
 * well. Codes of coupons, redemptions and referrals, and links to wallet passes, are none of them:
 * campaigns are made of those.
 */
const SECRET_FIELDS = new RegExp(
	[
		'password|passcode|secret|token|confirmation_url|(^|_)jwt$|(^|_)verify_|_links?$|sign_?in_?ip$',
		'(access|activation|auth|confirmation|login|magic|migration|one_?time|reset|security|sign_?in|unsubscribe|verification|verify)_?(link|url|code)s?$',
		'(^|_)(otp|e?pin|ip|ip_?address|user_?agent|gift_?card_?(number|pin))$',
	].join('|'),
);

/** Whether a field has such a name, however it is written: `resetLink` and `Reset-Link` as well. */
export const isSecretField = remembered(1_000, (name) => {
	const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/[^A-Za-z\d]+/g, '_');
	return SECRET_FIELDS.test(words.toLowerCase());
});

/** What stands in an item in place of such a value. */
export const BLANKED_OUT = '***';

/**
 * Blanks out the values of these fields at any depth, in place, also in JSON within JSON; empty values
 * and flags stay. It needs no stack, so that a body may be as deep as it likes.
 *
 * @returns the same item
 */
export function blankOut<Item extends IDataObject>(item: Item): Item {
	const open: object[] = [item];
	for (let within = open.pop(); within !== undefined; within = open.pop()) {
		const fields = within as IDataObject;
		const names = Object.keys(fields);
		// All at once is twice as fast as name by name, and every call passes here.
		const values = Object.values(fields);
		for (let at = 0; at < values.length; at++) {
			const value = values[at];
			if (value === null || typeof value === 'boolean') continue;
			if (isSecretField(names[at])) {
				if (!isEmpty(value)) fields[names[at]] = BLANKED_OUT;
			} else if (typeof value === 'object') {
				open.push(value);
			} else if (typeof value === 'string' && JSON_WITHIN.test(value)) {
				fields[names[at]] = blankOutText(value);
			}
		}
	}
	return item;
}

/**
 * How text begins that may be JSON with fields, as Punchh writes `additional_properties`, or such text
 * that was written as JSON twice.
 */
const JSON_WITHIN = /^\s*["[{]/;

/** The same for text. What is no JSON, or has nothing to hide, stays as it is. */
export function blankOutText(json: string): string {
	const inner = JSON_WITHIN.test(json) ? parsed(json) : undefined;
	if (inner === undefined) return json;
	try {
		const before = JSON.stringify(inner);
		const after = JSON.stringify(blankOut({ inner }).inner);
		return after === before ? json : after;
	} catch {
		// It is deeper than JSON can be written again, so nobody could tell what is in it.
		return BLANKED_OUT;
	}
}

function parsed(json: string): GenericValue | IDataObject {
	try {
		return parseExact(json) as GenericValue | IDataObject;
	} catch {
		return undefined;
	}
}
