/**
 * A copy in alphabetical order, as n8n wants lists. Our own names are English: comparing them by a
 * language's rules would have Node load these rules while n8n starts.
 */
export function byName<T>(list: T[], nameOf: (one: T) => string): T[] {
	const keys = new Map(list.map((one) => [one, nameOf(one).toLowerCase()]));
	return [...list].sort((one, other) => (keys.get(one)! < keys.get(other)! ? -1 : 1));
}
