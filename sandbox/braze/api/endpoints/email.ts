import { z } from 'zod';

import type { BrazeState } from '../state';
import { isoTime } from '../time';
import { noteUnsubscribe } from '../track/contacts';
import { INVENTED } from '../wordings';
import { endpoint, success, type Endpoint } from './endpoint';
import { email, oneOrMany, queryNumber } from './inputs';

const DEFAULT_PAGE = 100;
const MOST_PAGE = 500;

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Both look-ups want an end date, and an address or a start date. */
const RANGE = z
	.object({
		start_date: date.optional(),
		end_date: date,
		email: email.optional(),
		limit: queryNumber(DEFAULT_PAGE, MOST_PAGE),
		offset: queryNumber(0),
		sort_direction: z.enum(['asc', 'desc']).default('desc'),
	})
	.refine(({ start_date: start, email: address }) => start ?? address, INVENTED.dates);

type Times = (state: BrazeState) => Map<string, number>;

/** A look-up of addresses with the time at which something befell them; newest first. */
function lookUp(path: string, permission: string, timeField: string, times: Times): Endpoint {
	return endpoint({
		method: 'GET',
		path,
		permission,
		pool: 'others',
		reads: 'query',
		input: RANGE,
		handle: (state, { start_date: start, end_date: end, email: address, ...page }) => {
			const inRange = (at: number) => at >= isoTime(start ?? end) && at < isoTime(end);
			const rows = [...times(state)]
				.filter(([one, at]) => (address === undefined ? inRange(at) : one === address))
				.sort(([, one], [, other]) => other - one);
			if (page.sort_direction === 'asc') rows.reverse();
			const emails = rows
				.slice(page.offset, page.offset + page.limit)
				.map(([one, at]) => ({ email: one, [timeField]: new Date(at).toISOString() }));
			return success({ emails }, 200);
		},
	});
}

type Effect = (state: BrazeState, addresses: string[]) => void;

/** A call that does something to up to 50 addresses. */
function change(path: string, permission: string, effect: Effect): Endpoint {
	return endpoint({
		method: 'POST',
		path,
		permission,
		pool: 'others',
		reads: 'body',
		input: z.object({ email: oneOrMany(email) }),
		handle: (state, { email: addresses }) => {
			effect(state, addresses);
			return success();
		},
	});
}

/** E-mail endpoints. */
export const EMAIL: Endpoint[] = [
	endpoint({
		method: 'POST',
		path: '/email/status',
		permission: 'email.status',
		pool: 'others',
		reads: 'body',
		input: z.object({
			email: oneOrMany(email),
			subscription_state: z.enum(['subscribed', 'unsubscribed', 'opted_in']),
		}),
		handle: (state, { email: addresses, subscription_state: wanted }, { apply }) => {
			apply(() => setEmailStatus(state, addresses, wanted));
			return success();
		},
	}),
	change('/email/blocklist', 'email.blacklist', block),
	change('/email/blacklist', 'email.blacklist', block),
	change('/email/bounce/remove', 'email.bounce.remove', ({ workspace }, addresses) => {
		for (const address of addresses) workspace.hardBounces.delete(address);
	}),
	change('/email/spam/remove', 'email.spam.remove', ({ workspace }, addresses) => {
		for (const address of addresses) workspace.spamReports.delete(address);
	}),
	lookUp(
		'/email/unsubscribes',
		'email.unsubscribe',
		'unsubscribed_at',
		({ workspace }) => workspace.unsubscribes,
	),
	lookUp(
		'/email/hard_bounces',
		'email.hard_bounces',
		'hard_bounced_at',
		({ workspace }) => workspace.hardBounces,
	),
];

function setEmailStatus(state: BrazeState, addresses: string[], wanted: string): void {
	for (const address of addresses) {
		for (const profile of state.store.byContact('email', address)) {
			state.store.write(profile, 'email_subscribe', wanted);
			noteUnsubscribe(state, profile);
		}
	}
}

/** A blocked address is unsubscribed and marked as bounced. */
function block(state: BrazeState, addresses: string[]): void {
	setEmailStatus(state, addresses, 'unsubscribed');
	for (const address of addresses) state.workspace.hardBounces.set(address, state.now());
}
