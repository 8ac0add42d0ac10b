import { Pace } from '../../../shared/http/pace';
import { passedMs } from '../../../shared/time';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import type { Tracking } from '../../send/track/trackItems';
import type { NamedGuest } from '../guestIdentity';

/** The warning of a deletion that did not wait long enough. */
export const MAY_COME_BACK =
	"something was recorded for the guest within the minute before, and 'Longest Wait' is shorter than that: if Braze records it after the deletion, the profile is back. Check that it is gone";

/**
 * Braze takes what is sent to different endpoints in any order: what was recorded for a guest just before
 * the deletion would make the profile anew after it. So a deletion waits until Braze certainly shows it.
 */
export class BeforeDeletion {
	private readonly unshown = new Set<string>();

	constructor(
		private readonly tracking: Tracking,
		private readonly known: KnownGuests,
	) {}

	/**
	 * Waits for what was recorded for guests, also what others record meanwhile, but no longer than
	 * 'Longest Wait'.
	 *
	 * @param punchhUserIds the guests who are to be deleted
	 */
	async wait(punchhUserIds: string[]): Promise<void> {
		const { context, settings } = this.tracking;
		const untilMs = passedMs() + settings.longestWaitMs;
		const signal = context.getExecutionCancelSignal();
		const pace = new Pace();
		const shownInMs = () =>
			Math.max(0, ...punchhUserIds.map((id) => this.known.justRecorded.shownInMs(id)));
		for (;;) {
			const waitMs = Math.min(shownInMs(), untilMs - passedMs());
			if (waitMs <= 0 || signal?.aborted) break;
			pace.hold(waitMs);
			await pace.ready(signal);
		}
		for (const id of punchhUserIds)
			if (this.known.justRecorded.shownInMs(id) > 0) this.unshown.add(id);
	}

	/** What the user should know about the deletion of a guest. */
	warningFor({ punchhUserId }: NamedGuest): string | false {
		return punchhUserId !== undefined && this.unshown.has(punchhUserId) && MAY_COME_BACK;
	}
}
