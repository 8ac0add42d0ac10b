/** Shorter secrets are left alone: replacing them would garble ordinary words. */
const SHORTEST_SECRET = 6;

/**
 * Returns a function that masks the given secrets wherever they appear in a text. Braze's 401 repeats
 * the key it was given, so no vendor text is shown or stored before it has gone through here.
 */
export function redactor(secrets: Array<string | undefined>): (text: string) => string {
	// A header loses leading and trailing whitespace, so a vendor repeats the secret without it.
	const wanted = secrets
		.map((secret = '') => secret.trim())
		.filter((secret) => secret.length >= SHORTEST_SECRET);
	return (text) => wanted.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

/**
 * Masks secrets in every text of a JSON value. Numbers stay as they are, and escapes cannot hide a
 * secret, as they could in serialized JSON.
 */
export function redactJson(value: unknown, redact: (text: string) => string): unknown {
	if (typeof value === 'string') return redact(value);
	if (Array.isArray(value)) return value.map((inner) => redactJson(inner, redact));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [redact(key), redactJson(inner, redact)]),
	);
}
