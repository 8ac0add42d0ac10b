import { z } from 'zod';

/** A part of a long list. */
export interface Page<T> {
	/** How many there are in all. */
	total: number;
	offset: number;
	items: T[];
}

const count = z
	.string()
	.regex(/^\d{1,9}$/, 'must be a whole number')
	.transform(Number);

/** The query of a call that answers with a page of a list. */
export const PAGING = {
	offset: count.default('0'),
	limit: count.pipe(z.number().min(1).max(1_000)).default('50'),
};
export const PAGED = z.strictObject(PAGING);
export type Paging = z.infer<typeof PAGED>;

/** A page of a list, in its order. */
export function page<T>(list: readonly T[], { offset, limit }: Paging): Page<T> {
	return { total: list.length, offset, items: list.slice(offset, offset + limit) };
}

/** A page of a log: the newest first. */
export function newest<T>(log: readonly T[], { offset, limit }: Paging): Page<T> {
	const end = Math.max(0, log.length - offset);
	const items = log.slice(Math.max(0, end - limit), end).reverse();
	return { total: log.length, offset, items };
}

/** Where the pages of a list are made of other things than the list. */
export function mapPage<T, U>({ items, ...rest }: Page<T>, map: (item: T) => U): Page<U> {
	return { ...rest, items: items.map(map) };
}
