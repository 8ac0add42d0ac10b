import { isObject } from '../../../shared/values/json';
import { accepted, type ListEntry } from '../../send/lists/endpoint';
import type { Verdict } from '../../send/types';

/** The parts of an answer about external IDs, under the names that its endpoint gives them. */
export interface ChangedIds {
	/** The IDs that were changed. */
	changed: unknown;
	/**
	 * Why others were not. Braze's pages say that each refers to an index in the request, but not
	 * how.
	 */
	errors: unknown;
}

/**
 * Reads what an answer about external IDs says of one entry: an error means the entry whose index or
 * ID it names. Where none is named, but there is one error for each entry that is not listed as
 * changed, those were refused.
 */
export function readChangedIds(
	{ changed, errors: given }: ChangedIds,
	entry: ListEntry,
	entries: ListEntry[],
): Verdict {
	const errors = Array.isArray(given) ? (given as unknown[]) : [];
	const isListed = ({ about }: ListEntry) =>
		Array.isArray(changed) && changed.some((id) => about.includes(String(id)));
	if (errors.length === 0 || isListed(entry)) return accepted();

	const index = entries.indexOf(entry);
	const own = errors.filter((error) => means(error, entry.about, index));
	if (own.length > 0) return { kind: 'rejected', reason: reasonFrom(own) };
	const unlisted = entries.filter((each) => !isListed(each));
	if (unlisted.length === errors.length) return { kind: 'rejected', reason: reasonFrom(errors) };
	return {
		kind: 'unknown',
		reason: `${reasonFrom(errors)} (Braze did not say which external ID this is about)`,
	};
}

/** Whether an error names an entry by one of its IDs, or by its index as a number or in words. */
function means(error: unknown, ids: string[], index: number): boolean {
	const parts = partsOf(error);
	const words = parts
		.map(String)
		.join(' ')
		.split(/[\s'",:;()[\]{}]+/);
	if (words.some((word) => ids.includes(word))) return true;
	const [, named] = /\bindex\s+(\d+)\b/i.exec(words.join(' ')) ?? [];
	return parts.includes(index) || named === String(index);
}

function reasonFrom(errors: unknown[]): string {
	return errors
		.map((error) =>
			partsOf(error)
				.filter((part) => typeof part === 'string')
				.join(' '),
		)
		.join('; ');
}

/** The texts and numbers in an error, which may be one of them, a list or an object. */
function partsOf(error: unknown): unknown[] {
	if (Array.isArray(error)) return error.flatMap(partsOf);
	if (isObject(error)) return Object.values(error).flatMap(partsOf);
	return [error];
}
