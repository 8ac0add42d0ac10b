import type { Parts } from '../../parts/parts';
import type { Json } from '../../shared/json';
import type { LoggedRequest } from '../../shared/server';
import { blankOutText } from '../blankOut';
import { asObject } from '../guestOf';
import { faultsOf, refusal } from '../shown';
import type { GuestCallStep } from './types';

/** How far back calls are searched, and how many of them are shown. */
const SEARCHED_REQUESTS = 2_000;
const MOST_STEPS = 20;

/** A part of a call's body that is about one user, and what it does to that one. */
interface Entry {
	about: unknown;
	says: string;
}

/** The calls about users that are no track requests, by path: what each asks of Braze, in words. */
const GUEST_CALLS: Record<string, (body: Json) => Entry[]> = {
	'/users/export/ids': (body) =>
		askedFor(body).map((user) => ({ about: user, says: `Looks up the profile with ${who(user)}` })),
	'/users/identify': (body) =>
		['aliases_to_identify', 'emails_to_identify', 'phone_numbers_to_identify'].flatMap((list) =>
			entries(
				body,
				list,
				({ external_id: id, ...user }) => `Makes ${who(user)} and ${externalId(id)} one profile`,
			),
		),
	'/users/alias/new': (body) =>
		entries(body, 'user_aliases', ({ external_id: id, ...alias }) =>
			id === undefined
				? `Makes a profile with ${who({ user_alias: alias })}`
				: `Adds ${who({ user_alias: alias })} to the profile with ${externalId(id)}`,
		),
	'/users/alias/update': (body) =>
		entries(
			body,
			'alias_updates',
			({ old_alias_name: from, new_alias_name: to }) =>
				`Renames the alias ${text(from)} to ${text(to)}`,
		),
	'/users/merge': (body) =>
		entries(
			body,
			'merge_updates',
			({ identifier_to_merge: from, identifier_to_keep: to }) =>
				`Merges the profile with ${who(from)} into the one with ${who(to)}`,
		),
	'/users/external_ids/rename': (body) =>
		entries(
			body,
			'external_id_renames',
			({ current_external_id: from, new_external_id: to }) =>
				`Renames ${externalId(from)} to ${text(to)}`,
		),
	'/users/external_ids/remove': (body) =>
		listOf(body.external_ids).map((id) => ({ about: id, says: `Removes ${externalId(id)}` })),
	'/users/delete': (body) =>
		askedFor(body).map((user) => ({ about: user, says: `Deletes the profile with ${who(user)}` })),
	'/campaigns/trigger/send': (body) => sendingTo(body, 'campaign'),
	'/canvas/trigger/send': (body) => sendingTo(body, 'Canvas'),
};

/** Calls about the guest with these names other than track requests, in words. */
export function guestCallSteps(
	parts: Parts,
	names: string[],
	{ since, until }: { since: number; until: number },
): GuestCallStep[] {
	const wanted = names.map((name) => name.toLowerCase());
	const faults = faultsOf(parts, 'braze');
	return parts.braze.requests
		.slice(-SEARCHED_REQUESTS)
		.filter(({ at }) => at >= since && at < until)
		.flatMap((request) => {
			const words = wordsFor(request, wanted);
			if (words.length === 0) return [];
			const { at, number, method, url, status } = request;
			const fault = faults.get(number);
			const shown = { at, number, method, url, status, fault, words };
			return [{ kind: 'guestCall' as const, ...shown, refusal: refusal(request) }];
		})
		.slice(-MOST_STEPS);
}

function wordsFor({ url, body, answer }: LoggedRequest, wanted: string[]): string[] {
	const [path] = url.split('?');
	const read = GUEST_CALLS[path];
	if (read === undefined) return [];
	const found = path === '/users/export/ids' ? foundBy(answer, wanted) : '';
	return read(json(body))
		.filter(({ about }) => mentions(about, wanted))
		.map(({ says }) => says + found);
}

/** What an export has found of the guest; nothing where it was refused. */
function foundBy(answer: string, wanted: string[]): string {
	const { users } = json(answer);
	if (!Array.isArray(users)) return '';
	const isFound = users.some((user) => mentions(user, wanted));
	return isFound ? ': there is one' : ': there is none yet';
}

/** Whether a value has one of the names anywhere in it, as a text or number of its own. */
function mentions(value: unknown, wanted: string[]): boolean {
	if (typeof value === 'object' && value !== null) {
		return Object.values(value).some((part) => mentions(part, wanted));
	}
	return wanted.includes(String(value).toLowerCase());
}

/** The entries of a list in a body, each with what it asks for. */
function entries(body: Json, list: string, says: (entry: Json) => string): Entry[] {
	return listOf(body[list]).map((about) => ({ about, says: says(asObject(about)) }));
}

function sendingTo(body: Json, what: string): Entry[] {
	const id = text(body.campaign_id ?? body.canvas_id);
	return entries(body, 'recipients', ({ external_user_id: externalId, ...user }) => {
		const given = externalId === undefined ? user : { external_id: externalId };
		return `Triggers the ${what} ${id} for ${who(given)}`;
	});
}

/** Everyone whom a body names in the lists and fields of an export or a deletion. */
function askedFor(body: Json): Json[] {
	return [
		...listOf(body.external_ids).map((id) => ({ external_id: id })),
		...listOf(body.user_aliases).map((alias) => ({ user_alias: alias })),
		...listOf(body.braze_ids ?? body.braze_id).map((id) => ({ braze_id: id })),
		...listOf(body.email_address).map((email) => ({ email })),
		...listOf(body.phone).map((phone) => ({ phone })),
		...[...listOf(body.email_addresses), ...listOf(body.phone_numbers)].map(asObject),
	];
}

/** How a user is named in a call. */
function who(user: unknown): string {
	const { external_id: id, user_alias: alias, email, phone, braze_id: brazeId } = asObject(user);
	if (id !== undefined) return externalId(id);
	if (alias !== undefined) {
		const { alias_label: label, alias_name: name } = asObject(alias);
		return `the alias ${text(label)}: ${text(name)}`;
	}
	if (email !== undefined) return `the email ${text(email)}`;
	if (phone !== undefined) return `the phone ${text(phone)}`;
	return `the Braze ID ${text(brazeId)}`;
}

function externalId(id: unknown): string {
	return `the external ID ${text(id)}`;
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}

function listOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The object that a text is as JSON, without secrets; an empty one when it is none. */
function json(body: string): Json {
	try {
		return asObject(JSON.parse(blankOutText(body)));
	} catch {
		return {};
	}
}
