import { userKey } from '../identity/user';
import { IDENTIFIER_NAMES, type NamedGuest } from './guestIdentity';

/**
 * Remembers which identifier first named each guest of a run. Braze creates a profile for each
 * identifier, so a guest who is named by two of them is worth a warning.
 */
export class GuestNames {
	private readonly first = new Map<string, NamedGuest>();

	/** A warning if an earlier item named this guest differently. */
	warningFor(guest: NamedGuest): string | undefined {
		const { choice, identifier, punchhUserId } = guest;
		if (punchhUserId === undefined) return undefined;
		const before = this.first.get(punchhUserId);
		if (before === undefined) this.first.set(punchhUserId, guest);
		if (before === undefined || userKey(before.identifier) === userKey(identifier))
			return undefined;

		const [here, there] = [choice, before.choice].map((by) => IDENTIFIER_NAMES[by].name);
		const otherwise = here === there ? `by another ${there}` : `by ${there}`;
		return `the guest is named by ${here} here and ${otherwise} in an earlier item of this run: Braze keeps a profile for each. Choose an identifier that all events have`;
	}
}
