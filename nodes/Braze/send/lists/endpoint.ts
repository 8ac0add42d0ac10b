import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import type { BrazeRequest } from '../../transport/connect';
import type { Endpoint, Verdict } from '../types';

/** What one input item adds to a request that takes a list. */
export interface ListEntry {
	/** The rest of the request. Only entries with the same frame share a request. */
	frame: IDataObject;
	/** The name of the list, e.g. `external_ids`. Only entries of the same list share a request. */
	list: string;
	/** The entry as it appears in the list. */
	value: string | IDataObject;
	/**
	 * What the entry is about. Entries about the same thing are sent in separate requests, in the
	 * order of the items: Braze promises no order within a request, and if a recipient is named
	 * twice, it uses only the last one.
	 */
	about: string[];
}

/** Does to another profile what was done to one, or does something once more to the same. */
export type Again = 'another' | 'more';

/** A Braze endpoint that takes a list, as data. */
export interface ListEndpoint {
	/** The permission that the REST API key needs. */
	permission: string;
	/** Lists that can have only one entry per request. */
	alone?: string[];
	/** Whether sending a request twice has the same effect as sending it once. */
	repeatSafe: boolean;
	/** What a second request for an entry would do that the first has not done, if anything. */
	again?(entry: ListEntry): Again | undefined;
	/** The request for some entries; all have the same frame and list. */
	request(entries: ListEntry[]): Omit<BrazeRequest, 'body'> & { body?: IDataObject };
	/**
	 * What a successful answer says about an entry. By default, every entry that is not named in
	 * `errors` is accepted.
	 */
	read?(answer: IDataObject, entry: ListEntry, entries: ListEntry[]): Verdict;
	/** What to mind about what is safe to send again if it is sent later. */
	laterHint?: string;
	/** What to check if the address is not found, unless the instance is to blame. */
	notFoundHint?: string;
	/** Whether an entry of `errors` is about this entry, if it does not use an index. */
	isNamed?(error: IDataObject, entry: ListEntry): boolean;
}

const OPEN_HINTS = {
	repeatSafe: 'Braze may have accepted it. It is safe to send again',
	notRepeatSafe: 'Braze may have accepted it. Check in Braze before you send it again',
};

/** An endpoint that takes a list, as the sending engine wants it. */
export function asEndpoint(endpoint: ListEndpoint): Endpoint<ListEntry> {
	const { permission, notFoundHint, laterHint, repeatSafe } = endpoint;
	const isRepeatSafe = (entries: ListEntry[]) =>
		repeatSafe && entries.every((entry) => endpoint.again?.(entry) === undefined);
	return {
		permission,
		notFoundHint,
		// The answers to deletions and to reading lists have no message.
		saysSuccess: false,
		isRepeatSafe,
		request: (entries) => {
			const { body, ...rest } = endpoint.request(entries);
			return body === undefined ? rest : { ...rest, body: JSON.stringify(body) };
		},
		openHint: (entries) =>
			isRepeatSafe(entries)
				? [OPEN_HINTS.repeatSafe, laterHint].filter(Boolean).join(' ')
				: OPEN_HINTS.notRepeatSafe,
		named: (error, entries) =>
			entries.filter((entry, index) => means(endpoint, error, entry, index)),
		tookSome: () => false,
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
 * @param scalars keys that hold a single entry instead of a list
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

/** The verdict for an entry that Braze accepted, with further output. */
export function accepted(more: IDataObject = {}): Verdict {
	return { kind: 'accepted', output: [{ verdict: 'accepted', ...more }] };
}
