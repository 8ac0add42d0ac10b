/** Whether a JSON value is a text or a number, which both can be made a text. */
export function isScalar(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}
