import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import type { BrazeRequest } from '../../transport/connect';
import type { Endpoint, Verdict } from '../types';

/** What one input item adds to a request that takes a list. */
export interface ListEntry {
	/** What the request says beside its list. Only entries that agree in it share a request. */
	frame: IDataObject;
	/** The name of the list, e.g. `external_ids`. Only entries of the same list share a request. */
	list: string;
	/** The entry as it stands in the list. */
	value: string | IDataObject;
	/**
	 * What the entry is about. Entries about the same thing go out in separate requests, in the
	 * order of the items: Braze promises no order within a request, and of a recipient named twice
	 * it takes the last only.
	 */
	about: string[];
}

/** One of Braze's endpoints that take a list, as data. */
export interface ListEndpoint {
	/** The permission that the REST API key needs. */
	permission: string;
	/** Lists of which a request holds one entry only. */
	alone?: string[];
	/** Whether sending a request twice has the effect of sending it once; its frame may decide. */
	repeatSafe: boolean | ((frame: IDataObject) => boolean);
	/** The request for some entries; all have the same frame and list. */
	request(entries: ListEntry[]): Omit<BrazeRequest, 'body'> & { body?: IDataObject };
	/**
	 * What a successful answer says about an entry. Without it, every entry that is not named in
	 * `errors` is accepted.
	 */
	read?(answer: IDataObject, entry: ListEntry, entries: ListEntry[]): Verdict;
	/** What to check when the address is not found, where not the instance is to blame. */
	notFoundHint?: string;
	/** Whether an entry of `errors` means this entry, where it says so by other means than an index. */
	isNamed?(error: IDataObject, entry: ListEntry): boolean;
}

const OPEN_HINTS = {
	repeatSafe: 'Braze may have taken it. It can be sent again without harm',
	notRepeatSafe: 'Braze may have taken it. Look in Braze before you send it again',
};

/** An endpoint that takes a list, as the sending engine wants it. */
export function asEndpoint(endpoint: ListEndpoint): Endpoint<ListEntry> {
	const { permission, notFoundHint, repeatSafe } = endpoint;
	const isRepeatSafe = ([{ frame }]: ListEntry[]) =>
		typeof repeatSafe === 'function' ? repeatSafe(frame) : repeatSafe;
	return {
		permission,
		notFoundHint,
		// Deletions, and lists that are read, come without a message.
		saysSuccess: false,
		isRepeatSafe,
		request: (entries) => {
			const { body, ...rest } = endpoint.request(entries);
			return body === undefined ? rest : { ...rest, body: JSON.stringify(body) };
		},
		openHint: (entries) => OPEN_HINTS[isRepeatSafe(entries) ? 'repeatSafe' : 'notRepeatSafe'],
		named: (error, entries) =>
			entries.filter((entry, index) => means(endpoint, error, entry, index)),
		rejection: (_entry, reason) => ({ kind: 'rejected', reason }),
		read: (answer, unnamed, entries) =>
			unnamed.map((entry) => endpoint.read?.(answer as IDataObject, entry, entries) ?? accepted()),
	};
}

function means(endpoint: ListEndpoint, error: unknown, entry: ListEntry, index: number): boolean {
	if (!isObject(error)) return false;
	if (error.input_array === entry.list && error.index === index) return true;
	return endpoint.isNamed?.(error, entry) ?? false;
}

/**
 * A request that posts its frame and its list in one body.
 *
 * @param scalars lists that are no lists: their only entry stands there by itself
 */
export function postList(path: string, scalars: string[] = []): ListEndpoint['request'] {
	return (entries) => ({
		method: 'POST',
		path,
		body: { ...entries[0].frame, ...listOf(entries, scalars) },
	});
}

/** A request that asks for the entries of its list in the query. */
export function getList(path: string, scalars: string[] = []): ListEndpoint['request'] {
	return (entries) => ({
		method: 'GET',
		path,
		qs: { ...entries[0].frame, ...listOf(entries, scalars) },
	});
}

function listOf(entries: ListEntry[], scalars: string[]): IDataObject {
	const { list, value } = entries[0];
	return { [list]: scalars.includes(list) ? value : entries.map((entry) => entry.value) };
}

/** The verdict for an entry that Braze took, with what else there is to tell. */
export function accepted(more: IDataObject = {}): Verdict {
	return { kind: 'accepted', output: [{ verdict: 'accepted', ...more }] };
}
