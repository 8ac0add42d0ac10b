/** A JSON object whose fields are not known. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field says anything; null and empty text name nobody. */
export function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

/** A list as it is, one value as a list of one, nothing as an empty list. */
export function listOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

/** An object without prototype, so that a field called `__proto__` is a field like any other. */
export function bare(fields: Json = {}): Json {
	return Object.assign(Object.create(null) as Json, fields);
}

/** Bytes of a value written as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
	return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/** Whether lists and objects stand in each other more than so many times. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((inner) => isDeeperThan(inner, levels - 1));
	// What comes from JSON has fields of its own only; a list of them would cost more than the look.
	for (const key in value) if (isDeeperThan((value as Json)[key], levels - 1)) return true;
	return false;
}
