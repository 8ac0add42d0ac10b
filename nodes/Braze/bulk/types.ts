import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../transport/brazeRequest';
import type { Verdict } from '../track/types';

/** Entries that all of these endpoints take in one request. */
export const ENTRIES_PER_REQUEST = 50;

/** What one input item adds to a request that takes a list. */
export interface BulkEntry {
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

/** What became of an entry; `json` is the output of its item. */
export type EntryResult =
	| { kind: 'accepted'; json: IDataObject[] }
	| (Verdict & { kind: 'rejected' | 'failed' | 'unknown' });

/** The entries of one request. */
export type Chunk = BulkEntry[];

/** One of Braze's endpoints that take a list, as data. */
export interface BulkEndpoint {
	/** The permission that the REST API key needs. */
	permission: string;
	/** Lists of which a request holds one entry only. */
	alone?: string[];
	/** Whether sending a request twice has the effect of sending it once; its frame may decide. */
	repeatSafe: boolean | ((frame: IDataObject) => boolean);
	/** The request for some entries; all have the same frame and list. */
	request(entries: Chunk): Omit<BrazeRequest, 'body'> & { body?: IDataObject };
	/**
	 * What a successful answer says about an entry. Without it, every entry that is not named in
	 * `errors` is accepted.
	 */
	read?(answer: IDataObject, entry: BulkEntry, chunk: Chunk): EntryResult;
	/** What to check when the address is not found, where not the instance is to blame. */
	notFoundHint?: string;
	/** Whether an entry of `errors` means this entry, where it says so by other means than an index. */
	isNamed?(error: IDataObject, entry: BulkEntry): boolean;
}

/** Whether a request for these entries may be sent again when nobody knows what became of it. */
export function isRepeatSafe({ repeatSafe }: BulkEndpoint, [{ frame }]: Chunk): boolean {
	return typeof repeatSafe === 'function' ? repeatSafe(frame) : repeatSafe;
}

/**
 * A request that posts its frame and its list in one body.
 *
 * @param scalars lists that are no lists: their only entry stands there by itself
 */
export function postList(path: string, scalars: string[] = []): BulkEndpoint['request'] {
	return (entries) => ({
		method: 'POST',
		path,
		body: { ...entries[0].frame, ...listOf(entries, scalars) },
	});
}

/** A request that asks for the entries of its list in the query. */
export function getList(path: string, scalars: string[] = []): BulkEndpoint['request'] {
	return (entries) => ({
		method: 'GET',
		path,
		qs: { ...entries[0].frame, ...listOf(entries, scalars) },
	});
}

function listOf(entries: Chunk, scalars: string[]): IDataObject {
	const { list, value } = entries[0];
	return { [list]: scalars.includes(list) ? value : entries.map((entry) => entry.value) };
}

/** The result of an entry that Braze took, with what else there is to tell. */
export function accepted(more: IDataObject = {}): EntryResult {
	return { kind: 'accepted', json: [{ verdict: 'accepted', ...more }] };
}
