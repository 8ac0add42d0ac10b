import { POLICY } from '../../transport/policy';
import type { LookedUp } from '../profiles/lookUp';
import { isUnlike } from '../profiles/otherPerson';
import type { ListedGuest } from './linkList';

/**
 * Rows one after another whose profiles differ from their guests in all that can be compared, such as an address
 * alone. In one row that proves nothing, because guests have new addresses; in several it does, as where a column
 * of the list was sorted without the others. Rows of which nothing can be compared do not count.
 */
export function unlikeRows(guests: ListedGuest[], found: LookedUp): Set<ListedGuest> {
	const all = new Set<ListedGuest>();
	let run: ListedGuest[] = [];
	const endRun = () => {
		if (run.length >= POLICY.linking.fewestUnlikeRows) for (const guest of run) all.add(guest);
		run = [];
	};
	for (const guest of guests) {
		const seen = found.seen.get(guest.link);
		const isOther = seen && isUnlike(guest.link, seen, guest.person);
		if (isOther === undefined) continue;
		if (isOther) run.push(guest);
		else endRun();
	}
	endRun();
	return all;
}
