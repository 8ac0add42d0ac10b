import { eventKey, type PunchhItem } from '../../../Punchh/events/item';
import { userKey } from '../../identity/user';
import type { Recorded } from '../map/mapEvent';

/** The events of a run that write a profile and count nothing. */
export class ProfileEvents {
	private readonly keys = new Set<string>();

	/** Whether an earlier item is the same event: for what counts, that is found when it is sent. */
	isAgain(event: PunchhItem, { guest, records }: Recorded): boolean {
		const told = eventKey(event);
		if (told === undefined || records.length > 0) return false;
		const key = `${told}\n${userKey(guest.identifier)}`;
		const isAgain = this.keys.has(key);
		this.keys.add(key);
		return isAgain;
	}
}
