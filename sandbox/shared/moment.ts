/**
 * The machine's time in milliseconds since 1970, with fractions: what happens one after the other never
 * has the same, as it may in whole milliseconds.
 */
export function moment(): number {
	return performance.timeOrigin + performance.now();
}
