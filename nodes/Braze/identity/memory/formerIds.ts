import { passedMs } from '../../../shared/time';
import { without, type KnownGuest, type Seen } from './knownGuest';

/**
 * Notes the external ID that the newest event has told.
 *
 * @param isOwn whether the profile under the one before is the guest's
 * @param isFromList whether only a list has said so, which may be a mistake
 */
export function takeId(
	guest: KnownGuest,
	externalId: string,
	{ atMs, isOwn, isFromList }: { atMs: number; isOwn: boolean; isFromList: boolean },
): void {
	const { externalId: current, formerIds, sinceMs: toldMs } = guest;
	Object.assign(guest, {
		externalId,
		sinceMs: atMs,
		isSeen: false,
		isSure: false,
		statesTold: false,
	});
	delete guest.aliasOn;
	guest.formerIds = without(formerIds, externalId);
	guest.leftAtMs = { ...guest.leftAtMs };
	guest.toldAtMs = { ...guest.toldAtMs };
	for (const times of [guest.leftAtMs, guest.toldAtMs]) delete times[externalId];
	if (isOwn && !isFromList) addFormerId(guest, current!, passedMs(), toldMs);
	Object.assign(guest, { firstMs: atMs, heardFirstMs: passedMs(), heardNewestMs: passedMs() });
	if (isFromList) guest.listedId = current;
	guest.isListedElsewhere = guest.listedId !== undefined && guest.listedId !== externalId;
}

/**
 * Notes an external ID that the guest had before.
 *
 * @param leftAtMs as `noteLeft` takes it
 * @param toldMs when an event that tells it happened, in milliseconds since 1970, if that is known
 */
export function addFormerId(
	guest: KnownGuest,
	formerId: string,
	leftAtMs: number,
	toldMs = Infinity,
): void {
	guest.formerIds = [...without(guest.formerIds, formerId), formerId];
	guest.hasMoved = true;
	noteLeft(guest, formerId, leftAtMs, toldMs);
}

/**
 * Notes when a guest had given up an external ID at the latest: a profile that was made later is another's.
 *
 * @param leftAtMs as `passedMs` counts: the clock of this machine may be set, and need not be that of Braze
 * @param toldMs as `addFormerId` takes it
 */
export function noteLeft(
	guest: KnownGuest,
	formerId: string,
	leftAtMs: number,
	toldMs = Infinity,
): void {
	const latest = (times: Record<string, number> | undefined, ms: number) => ({
		...times,
		[formerId]: Math.max(times?.[formerId] ?? ms, ms),
	});
	guest.leftAtMs = latest(guest.leftAtMs, leftAtMs);
	guest.toldAtMs = latest(guest.toldAtMs, toldMs);
}

/**
 * When a guest had given up an external ID at the latest that an event tells which comes late, as `passedMs` counts.
 *
 * @param atMs when the event happened, in milliseconds since 1970
 */
export function leftBy(guest: KnownGuest, formerId: string, atMs: number): number {
	const { firstMs, heardFirstMs, heardNewestMs } = guest;
	const leftMs = guest.leftAtMs?.[formerId];
	// By an event that is no newer than what is known of that ID, nothing is new, however often the guest has moved.
	const isKnown = atMs <= (guest.toldAtMs?.[formerId] ?? -Infinity);
	if (isKnown && leftMs !== undefined) return leftMs;
	// After the first event with the current ID, the guest had this one, and got that back.
	return atMs > firstMs ? heardNewestMs : heardFirstMs;
}

/**
 * Notes since when a guest has the external ID by whose profile it is told: before a restart, or in another
 * process, somebody has heard of it earlier. What the guest had before that was given up by then.
 *
 * @param sinceMs when an event told it, in milliseconds since 1970
 * @param heardMs the same as `passedMs` counts
 */
function noteSince(guest: KnownGuest, sinceMs: number, heardMs: number): void {
	guest.firstMs = Math.min(guest.firstMs, sinceMs);
	guest.heardFirstMs = Math.min(guest.heardFirstMs, heardMs);
	for (const id of guest.formerIds) {
		if ((guest.toldAtMs?.[id] ?? Infinity) > sinceMs) continue;
		guest.leftAtMs = {
			...guest.leftAtMs,
			[id]: Math.min(guest.leftAtMs?.[id] ?? heardMs, heardMs),
		};
	}
}

/**
 * Notes since when a guest has the external ID, if the profile says it: another process has heard of it, or this
 * one before a restart. What this process has recorded since then is the guest's.
 */
export function noteEarlier(guest: KnownGuest, { externalId, sinceMs, toPassedMs }: Seen): void {
	const isOwn = externalId !== undefined && externalId === guest.externalId;
	if (!isOwn || sinceMs === undefined) return;
	noteSince(guest, sinceMs, Math.max(sinceMs + toPassedMs, guest.recordedMs ?? -Infinity));
}
