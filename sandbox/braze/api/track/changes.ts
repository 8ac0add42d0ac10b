import { isDeepStrictEqual } from 'node:util';

import type { Profile } from '../profiles/profile';
import type { Verdict } from '../state';

/** What a write has changed; a list that would be empty is not there. */
type Changes = Pick<Verdict, 'removed' | 'changed'>;

/** What a profile that an object has just made may have by then: the address or number that named it. */
const CONTACTS = ['email', 'phone'];

/**
 * Remembers attributes of a profile as they are before a write.
 *
 * @param given their names as they were sent
 * @returns a function that tells, after the write, which of them are gone and which have another value;
 *   nothing where the profile had none of them before: then all are simply new
 */
export function changesOf({ attributes }: Profile, given: string[]): () => Changes {
	const valueOf = (name: string) => attributes[name] ?? undefined;
	const names = [...new Set(given.map((name) => name.trim()))];
	const before = new Map(names.map((name) => [name, valueOf(name)]));
	return () => {
		const differ = names.filter((name) => !isDeepStrictEqual(before.get(name), valueOf(name)));
		const had = names.filter((name) => before.get(name) !== undefined);
		if (had.every((name) => CONTACTS.includes(name) && !differ.includes(name))) return {};
		const removed = differ.filter((name) => valueOf(name) === undefined);
		const changed = differ.filter((name) => valueOf(name) !== undefined);
		return { ...(removed.length > 0 && { removed }), ...(changed.length > 0 && { changed }) };
	};
}
