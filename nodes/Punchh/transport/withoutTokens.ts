/** Keys under which Punchh returns what lets someone act as the guest. */
const TOKEN_KEYS = new Set([
	'access_token',
	'authentication_token',
	'refresh_token',
	'security_token',
	'token',
	'password',
	'password_confirmation',
]);

/** A copy of a JSON value without the guest's tokens, at any depth. */
export function withoutTokens(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutTokens);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !TOKEN_KEYS.has(key))
			.map(([key, inner]) => [key, withoutTokens(inner)]),
	);
}
