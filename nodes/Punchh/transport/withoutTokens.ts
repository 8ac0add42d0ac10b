/**
 * Ends of the names under which Punchh returns what lets someone act as the guest or reach the
 * guest's device: `access_token`, `apn_token`, `password_confirmation`. A flag such as
 * `reset_password_required` is not.
 */
const SECRET_NAME = /(?:tokens?|passwords?|passwordconfirmation|passcode|jwt)$/;

/** A copy of a JSON value without the guest's tokens, at any depth, however their names are written. */
export function withoutTokens(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutTokens);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !isSecret(name))
			.map(([name, inner]) => [name, withoutTokens(inner)]),
	);
}

/** `access_token`, `accessToken` and `Access-Token` are one name. */
function isSecret(name: string): boolean {
	return SECRET_NAME.test(name.replace(/[^a-z0-9]/gi, '').toLowerCase());
}
