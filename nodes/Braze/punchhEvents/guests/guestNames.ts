import { userKey } from '../../identity/user';
import { IDENTIFIER_NAMES, type NamedGuest } from '../guestIdentity';

/**
 * Remembers how the guests of a run were named. Braze keeps a profile for each identifier, so a guest
 * who is named by two has two profiles.
 */
export class GuestNames {
	private readonly names = new Map<string, NamedGuest>();

	/** Forgets a guest who was deleted: the next profile may have another name. */
	forget(punchhUserId: string): void {
		this.names.delete(punchhUserId);
	}

	/** A warning if an earlier item named this guest differently. */
	warningFor(guest: NamedGuest): string | undefined {
		const { choice, identifier, punchhUserId } = guest;
		if (punchhUserId === undefined) return undefined;
		const before = this.names.get(punchhUserId);
		if (before === undefined) this.names.set(punchhUserId, guest);
		if (before === undefined || userKey(before.identifier) === userKey(identifier))
			return undefined;

		const [here, there] = [choice, before.choice].map((by) => IDENTIFIER_NAMES[by].name);
		const otherwise = here === there ? `by another ${there}` : `by ${there}`;
		return `the guest is identified by ${here} here and ${otherwise} in an earlier item of this run: Braze keeps a profile for each. Choose an identifier that all events have`;
	}
}
