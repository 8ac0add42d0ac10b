import type { IDataObject } from 'n8n-workflow';

import { asId, asText } from '../../../shared/values/json';
import { shownText } from '../../../shared/values/shownText';
import type { ItemError } from '../../../shared/errors';
import type { ItemResult } from '../../../shared/operations/types';
import type { ApiItem } from '../../transport/apiItem';
import { isGuestKey } from '../guestLocator';
import { GUESTS_PER_CALL } from '../../transport/policy';
import { MEMBERS_PATH } from './members';

type Method = keyof typeof GUESTS_PER_CALL;

/** What one item adds. */
interface Addition {
	item: ApiItem;
	/** Where to, and with which key: items with another one are sent on their own. */
	account: string;
	segment: string;
	method: Method;
	guests: string[];
}

/** One call: guests of several items, all for one segment. */
interface BulkCall extends Pick<Addition, 'item' | 'account' | 'segment' | 'method'> {
	guests: string[];
}

/** What came of a call: refused as a whole, or the identifiers that Punchh could not read, by `spelledAlike`. */
type BulkEnd = { error: ItemError } | { invalid: Set<string> };

/** An identifier however Punchh repeats it. */
const spelledAlike = (identifier: unknown) => asText(identifier).toLowerCase();

/** A number as spreadsheets write it, `730,415`, alone or among others: its parts would be the IDs of other guests. */
const GROUPED = /(?<![^,\s])(?:\d{1,3},){1,4}\d{3}(?![^,\s])/;

/**
 * The guests that an item names.
 *
 * @throws NodeOperationError if one has the form of neither an address nor a user ID: what stands
 *   between several may be another character, and Punchh would say nothing of whom it does not find
 */
function readGuests(item: ApiItem): string[] {
	const given = item.value<unknown>('guests', '');
	const label = item.labelOf('guests');
	const refuse = (problem: string, hint: string) => item.error(`'${label}' ${problem}`, hint);
	const read = (guest: unknown) => item.toId(guest, label);
	const texts = Array.isArray(given) ? given.map(read) : [item.toText(given, label)];
	const [grouped] = texts.flatMap((text) => GROUPED.exec(text)?.[0] ?? []);
	if (grouped !== undefined) {
		throw refuse(
			`may be one number with separators: ${grouped}`,
			'Nobody was added: its parts may be the IDs of other guests. Format the column as text; separate several IDs with a comma and a space, or give them as a list',
		);
	}
	const guests = Array.isArray(given) ? texts : texts.flatMap((text) => text.split(',').map(read));
	const named = guests.filter((guest) => guest !== '');
	const unlike = named.filter((guest) => !isGuestKey(guest));
	if (unlike.length === 0) return named;
	throw refuse(
		`has an entry that is neither an email address nor a user ID: ${shownText(unlike.join(', '), 200)}`,
		'Nobody in this item was added. Separate several guests with commas, or give a list',
	);
}

/**
 * Reads what an item adds.
 *
 * @throws NodeOperationError naming the item and the parameter if something is missing
 */
export function readAddition(item: ApiItem, account: string): Addition {
	const addition: Addition = {
		item,
		account,
		segment: item.requiredId('segment'),
		method: item.value('bulkMethod', 'async') === 'sync' ? 'sync' : 'async',
		guests: readGuests(item),
	};
	if (addition.guests.length > 0) return addition;
	throw item.error("'Guests' is empty", 'Enter an email or a user ID. This item has no such value');
}

/** Packs what all items add into as few calls as Punchh allows. */
export function toCalls(additions: Addition[]): BulkCall[] {
	const groups = new Map<string, BulkCall>();
	for (const { guests, ...addition } of additions) {
		const key = keyOf(addition);
		const group = groups.get(key) ?? { ...addition, guests: [] };
		groups.set(key, group);
		for (const guest of guests) group.guests.push(guest);
	}
	return [...groups.values()].flatMap((group) => {
		const guests = [...new Set(group.guests)];
		const most = GUESTS_PER_CALL[group.method];
		return Array.from({ length: Math.ceil(guests.length / most) }, (_, index) => ({
			...group,
			guests: guests.slice(index * most, (index + 1) * most),
		}));
	});
}

/** What became of each guest of each account, segment and method, by `keyOf`. */
export type Ends = Map<string, BulkEnd>;

const keyOf = (
	{ account, segment, method }: Pick<Addition, 'account' | 'segment' | 'method'>,
	guest = '',
) => JSON.stringify([account, segment, method, guest]);

/** Sends the calls one after another. */
export async function sendCalls(calls: BulkCall[]): Promise<Ends> {
	const ends: Ends = new Map();
	for (const call of calls) {
		const end = await sendCall(call);
		for (const guest of call.guests) ends.set(keyOf(call, guest), end);
	}
	return ends;
}

/** Adding a guest twice has no further effect, so a call whose answer is lost is sent again. */
async function sendCall({ item, segment, method, guests }: BulkCall): Promise<BulkEnd> {
	try {
		const answer = await item.request({
			api: 'dashboard',
			method: 'POST',
			path: `${MEMBERS_PATH}/add_users`,
			body: { bulk_method: method, custom_segment_id: segment, user_identifiers: guests },
			hints: { 404: "Check 'Segment'", 422: "Check 'Segment' and 'Method'" },
		});
		const invalid = Array.isArray(answer.invalid_identifiers) ? answer.invalid_identifiers : [];
		const spelled = new Set(invalid.map(spelledAlike));
		const known = new Set(guests.map(spelledAlike));
		const stranger = [...spelled].find((one) => !known.has(one));
		return stranger === undefined ? { invalid: spelled } : { error: notOfCall(item, stranger) };
	} catch (error) {
		return { error: error as ItemError };
	}
}

/** The result of an item: a success only if Punchh accepted all of its guests. */
export function resultOf(addition: Addition, ends: Ends): ItemResult {
	const { item, segment, method, guests } = addition;
	const invalid: string[] = [];
	const sendAgain: string[] = [];
	const refusals = new Map<string, ItemError>();
	for (const guest of guests) {
		const end = ends.get(keyOf(addition, guest))!;
		if ('error' in end) {
			const { message } = end.error;
			refusals.set(message, refusals.get(message) ?? end.error);
			sendAgain.push(guest);
		} else if (end.invalid.has(spelledAlike(guest))) invalid.push(guest);
	}
	const details: IDataObject = {
		...(sendAgain.length > 0 ? { send_again: sendAgain } : {}),
		...(invalid.length > 0 ? { invalid } : {}),
	};
	if (refusals.size > 0) {
		const taken = guests.length - sendAgain.length - invalid.length;
		return { error: partlyTaken(item, [...refusals.values()], taken, guests.length), details };
	}
	if (invalid.length > 0) return { error: notIdentifiers(item, invalid), details };
	const json: IDataObject = {
		custom_segment_id: asId(segment),
		guests: guests.length,
		verdict: method === 'sync' ? 'added' : 'accepted',
	};
	return { json: [json] };
}

/** Items share calls, so the errors of those calls become one error of this item. */
function partlyTaken(
	item: ApiItem,
	refusals: ItemError[],
	taken: number,
	given: number,
): ItemError {
	const what = `${taken} of the ${given} guests of this item were added; 'send_again' in the error output lists those for whom this is not certain. If you have no error output, send the item again: adding a guest twice does no harm`;
	const description = [...refusals.map((one) => one.description), taken > 0 ? what : ''];
	return item.error(
		refusals.map(({ message }) => message).join('; '),
		description.filter(Boolean).join('. '),
	);
}

/** Somebody was not added, and nobody can tell who. */
function notOfCall(item: ApiItem, identifier: string): ItemError {
	return item.error(
		`Punchh does not recognize '${shownText(identifier, 60)}', which is not one of the guests that were sent`,
		"The others may have been added. Check 'Guests', and send them again: adding a guest twice does no harm",
	);
}

function notIdentifiers(item: ApiItem, invalid: string[]): ItemError {
	return item.error(
		`Punchh does not recognize this as an email or a user ID: ${invalid.join(', ')}`,
		"Check 'Guests'. The other guests of this item were added",
	);
}
