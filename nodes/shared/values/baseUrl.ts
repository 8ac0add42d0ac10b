/** How an address in a credential becomes the one that is called. */
const STEPS: Array<[pattern: RegExp, by: string]> = [
	[/\/+$/, ''],
	[/^(?!https?:)/i, 'https://'],
];

/** The address without whitespace around it and slashes at its end, and with https when it has neither. */
export function readBaseUrl(given: string): string {
	return STEPS.reduce((url, [pattern, by]) => url.replace(pattern, by), given.trim());
}

/**
 * The same as an expression of n8n, which the test of a credential takes.
 *
 * @param given the expression, without braces, of what is entered
 */
export function baseUrlExpression(given: string): string {
	const steps = STEPS.map(([pattern, by]) => `.replace(${String(pattern)}, ${JSON.stringify(by)})`);
	return `={{ (${given}).trim()${steps.join('')} }}`;
}
