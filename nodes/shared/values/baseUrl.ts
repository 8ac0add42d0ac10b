/** How the address in a credential becomes the address to call. */
const STEPS: Array<[pattern: RegExp, by: string]> = [
	[/\/+$/, ''],
	[/^(?!https?:)/i, 'https://'],
];

/**
 * The address without surrounding whitespace and trailing slashes, and with https unless it has
 * http.
 */
export function readBaseUrl(given: string): string {
	return STEPS.reduce((url, [pattern, by]) => url.replace(pattern, by), given.trim());
}

/**
 * The same as an n8n expression, for the test of a credential.
 *
 * @param given the expression, without braces, for what the user entered
 */
export function baseUrlExpression(given: string): string {
	const steps = STEPS.map(([pattern, by]) => `.replace(${String(pattern)}, ${JSON.stringify(by)})`);
	return `={{ (${given}).trim()${steps.join('')} }}`;
}
