/**
 * Keys under which Punchh returns what lets someone act as the guest or reach the guest's device:
 * `access_token`, `apn_token`, `password_confirmation`. A flag such as `reset_password_required` is
 * not.
 */
const SECRET_KEY = /(?:^|_)(?:tokens?|password|password_confirmation)$/;

/** A copy of a JSON value without the guest's tokens, at any depth. */
export function withoutTokens(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutTokens);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !SECRET_KEY.test(key))
			.map(([key, inner]) => [key, withoutTokens(inner)]),
	);
}
