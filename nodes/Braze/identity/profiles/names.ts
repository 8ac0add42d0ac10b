/** The name of a person, in words that can be compared. */
export interface PersonName {
	given: string[];
	family: string[];
}

/** What apps write where they know no name. */
const NO_NAMES = [
	...['guest', 'user', 'customer', 'member', 'anonymous', 'unknown', 'unnamed', 'none'],
	...['test', 'first', 'last', 'name', 'null', 'undefined'],
];

/** N/A; without anything between the letters, it is a name of many as well. */
const NOT_AVAILABLE = /^[^\p{L}]*n[^\p{L}]+a[^\p{L}]*$/u;

/** Words in the names of many families, and titles: they are nobody's in particular. */
const OF_MANY = [
	...['de', 'del', 'della', 'di', 'da', 'das', 'do', 'dos', 'du', 'des', 'la', 'las', 'le', 'los'],
	...['van', 'von', 'der', 'den', 'ter', 'ten', 'zu', 'zum', 'zur', 'af', 'av', 'y', 'e', 'i'],
	...['al', 'el', 'bin', 'ibn', 'abu', 'st', 'saint', 'san', 'santa', 'mac', 'mc'],
	...['jr', 'sr', 'ii', 'iii', 'iv', 'mr', 'mrs', 'ms', 'miss', 'dr', 'and'],
];

/** A single letter of an alphabet; a single character of Chinese is a name. */
const INITIAL = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u;

/** In O'Brien, the apostrophe does not end a word. */
const APOSTROPHES = /['’ʼ`]/g;

/** The shortest name that is not only an abbreviation. */
const SHORTEST_NICKNAME = 3;

/** The shortest beginning of a last name that may be one that was cut off: Li and Kim are whole names. */
const SHORTEST_CUT = 4;

/**
 * The name of a person; undefined if the first or the last name is not known.
 *
 * @param first in lowercase, decomposed (NFKD), as `last`
 */
export function nameOf(first: string, last: string): PersonName | undefined {
	const [given, family] = [words(first), words(last)];
	if ([given, family].every((name) => name.join() === 'na')) return undefined;
	return given.length > 0 && family.length > 0 ? { given, family } : undefined;
}

function words(name: string): string[] {
	if (NOT_AVAILABLE.test(name)) return [];
	if (NO_NAMES.includes(name.replace(/[^\p{L}]+/gu, ''))) return [];
	const all = name
		.replace(APOSTROPHES, '')
		.replace(/\p{M}/gu, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '' && !NO_NAMES.includes(word));
	const own = all.filter((word) => !OF_MANY.includes(word));
	return own.length > 0 ? own : all;
}

/**
 * How alike two names are: `whole`, or only the first (`given`) or the last (`family`) name. People marry, go by a nickname or by
 * initials, and put their last name first. A letter, or a word as in the names of many, is no likeness: Maria de
 * la Cruz is not Juan de la Rosa.
 */
export function likenessOf(
	one: PersonName,
	other: PersonName,
): 'none' | 'given' | 'family' | 'whole' {
	const isGiven = isAlike(one.given, other.given, isNickname);
	const isFamily = isAlike(one.family, other.family, isSame);
	const isSwapped =
		isAlike(one.given, other.family, isSame) && isAlike(one.family, other.given, isSame);
	const isAbbreviated =
		beginsAlike(one.given[0], other.given[0]) && isShortFor(one.family[0], other.family[0]);
	if ((isGiven && isFamily) || isSwapped || isAbbreviated) return 'whole';
	if (isGiven) return 'given';
	return isFamily ? 'family' : 'none';
}

/** Whether two lists have a word in common, or are one word that was written in two. */
const isAlike = (
	ones: string[],
	others: string[],
	same: (one: string, other: string) => boolean,
): boolean =>
	ones.join('') === others.join('') || ones.some((one) => others.some((other) => same(one, other)));

const isSame = (one: string, other: string) => one === other && !INITIAL.test(one);

const isNickname = (one: string, other: string) =>
	isSame(one, other) ||
	(Math.min(one.length, other.length) >= SHORTEST_NICKNAME && beginsAlike(one, other));

/** Whether one last name may stand for the other: as an initial, or cut off. */
const isShortFor = (one: string, other: string) => {
	const short = one.length < other.length ? one : other;
	const isWhole = short.length < SHORTEST_CUT && !INITIAL.test(short);
	return isWhole ? one === other : beginsAlike(one, other);
};

const beginsAlike = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);
