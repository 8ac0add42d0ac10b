/** Whitespace, and marks without a width, which tables, chats and address books copy along. */
const UNSEEN = /[\s\p{Cf}]/u;

/**
 * A text without what nobody sees at its ends. Two users whose IDs look alike would be two, and one
 * of them nobody. (It takes no pattern with a repetition: that would be slow for long texts.)
 */
export function trimmed(text: string): string {
	let [from, to] = [0, text.length];
	while (from < to && UNSEEN.test(text[from])) from++;
	while (to > from && UNSEEN.test(text[to - 1])) to--;
	return text.slice(from, to);
}
