/** Texts, signs, numbers and words; a quote alone begins a text that does not end. */
const TOKEN = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[{}[\],:]|[^\s{}[\],:"]+|"/g;

const VALUE = '{[sv';

/** What may come next, by what has just come, in an object and in a list. */
const NEXT: Record<'{' | '[', Record<'open' | 'value' | 'comma', string>> = {
	'{': { open: 'k}', value: ',}', comma: 'k' },
	'[': { open: `${VALUE}]`, value: ',]', comma: VALUE },
};

/**
 * Where a text stops being JSON. JavaScript's own error has no place for most faults.
 *
 * @returns the position of what should not be there; the length where something is missing at the end
 */
export function placeOfBreak(text: string): number {
	const open: Array<'{' | '['> = [];
	let allowed = VALUE;
	for (const { 0: token, index } of text.matchAll(TOKEN)) {
		const kind = kindOf(token, allowed);
		if (!allowed.includes(kind)) return index;
		if (kind === '{' || kind === '[') open.push(kind);
		if (kind === '}' || kind === ']') open.pop();
		allowed = following(kind, open.at(-1));
	}
	return text.length;
}

function following(kind: string, inside: '{' | '[' | undefined): string {
	if (kind === 'k') return ':';
	if (kind === ':') return VALUE;
	if (inside === undefined) return '';
	if (kind === '{' || kind === '[') return NEXT[inside].open;
	return NEXT[inside][kind === ',' ? 'comma' : 'value'];
}

/** A sign as it is, `k` for a name, `s` for another text, `v` for a number or word, `x` for none of these. */
function kindOf(token: string, allowed: string): string {
	if ('{}[],:'.includes(token)) return token;
	try {
		JSON.parse(token);
	} catch {
		return 'x';
	}
	if (!token.startsWith('"')) return 'v';
	return allowed.includes('k') ? 'k' : 's';
}
