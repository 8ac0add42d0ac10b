/** Any value that JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object. Keys may come from a client: look them up with `Object.hasOwn` or `own`. */
export interface JsonObject {
	[key: string]: JsonValue;
}

/** True for a JSON object, false for null, lists and plain values. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value an object itself holds under a key; undefined for inherited names like `constructor`. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
	return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A record without prototype, so that a client's key `__proto__` is an ordinary key. */
export function emptyRecord(): JsonObject {
	return Object.create(null) as JsonObject;
}

/** A copy that shares nothing with the original. */
export function copyOf<T extends JsonValue>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

/** The size in bytes of a value as compact JSON text. */
export function jsonBytes(value: JsonValue): number {
	return Buffer.byteLength(JSON.stringify(value));
}

/**
 * Parses the bytes of a request body strictly: UTF-8 only, no byte order mark, no trailing comma.
 * Returns undefined when the bytes are not JSON.
 */
export function parseJson(bytes: Buffer): JsonValue | undefined {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}
