/**
 * A copy in alphabetical order, as n8n wants lists. Our own names are English: comparing them by a
 * language's rules would have Node load these rules while n8n starts.
 */
export function byName<T>(list: T[], nameOf: (one: T) => string): T[] {
	const keyed = list.map((one) => ({ one, key: nameOf(one).toLowerCase() }));
	keyed.sort(({ key }, { key: other }) => Number(key > other) - Number(key < other));
	return keyed.map(({ one }) => one);
}
