/**
 * The machine's time in milliseconds since 1970, with fractions: calls that come one after the other do
 * not have the same, as they may in whole milliseconds.
 */
export function moment(): number {
	return performance.timeOrigin + performance.now();
}
