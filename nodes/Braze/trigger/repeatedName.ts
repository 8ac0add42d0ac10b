import { endOfString } from '../../shared/values/parseExact';

/**
 * A name that stands twice in one object of a JSON text, of which JSON keeps the last value only. A message
 * gets one when a text without `json_escape` closes its own quotes: who the message is about may then be what
 * the text says.
 *
 * @param json valid JSON; it is scanned by hand, because a regular expression could overflow its stack
 * @returns the name; undefined if there is none
 */
export function repeatedName(json: string): string | undefined {
	/** The names of each object that is open; undefined for a list. */
	const open: Array<Set<string> | undefined> = [];
	for (let at = 0; at < json.length; at++) {
		const character = json[at];
		if (character === '{') open.push(new Set());
		else if (character === '[') open.push(undefined);
		else if (character === '}' || character === ']') open.pop();
		if (character !== '"') continue;
		const end = endOfString(json, at);
		const names = open.at(-1);
		if (names !== undefined && isName(json, end)) {
			const name = JSON.parse(json.slice(at, end)) as string;
			if (names.has(name)) return name;
			names.add(name);
		}
		at = end - 1;
	}
	return undefined;
}

/** Whether a colon follows the end of a string. */
function isName(json: string, end: number): boolean {
	let at = end;
	while (' \t\n\r'.includes(json[at] ?? ':')) at++;
	return json[at] === ':';
}
