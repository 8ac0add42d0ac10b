import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { deletionEntry, DELETION } from '../../identity/profiles/deletion';
import { punchhAlias } from '../../identity/profiles/links';
import { identifierTypeOf } from '../../identity/user';
import type { Verdict } from '../../send/types';
import { toEntryResult } from '../../send/lists/sendList';
import { sendEntries } from '../../send/lists/sendEntries';
import type { ListEntry } from '../../send/lists/endpoint';
import type { Tracking } from '../../send/track/trackItems';
import { aboutGuest, type NamedGuest } from '../guestIdentity';

/**
 * Which profile Braze deletes when it finds several. A guest without an external ID in Punchh has a
 * profile without one as well; profiles with one belong to somebody else.
 */
const PRIORITIZATION = ['unidentified', 'most_recently_updated'];

/** The warning of a deletion that may have left a profile. */
export const DELETED_BY_FALLBACK =
	"the event lacks the first identifier of 'Identify Guest By': a profile with that identifier is not deleted";

/** A guest to delete, and the items that ask for it. */
export interface Deletion {
	guest: NamedGuest;
	items: Item[];
	/** External IDs that the guest had before, under which there may be a profile. */
	formerIds: string[];
	/** What the user should know about it. */
	warnings: string[];
}

/**
 * Deletes in a workspace the guests who were deleted in Punchh.
 *
 * @returns one result for each item that asks for a deletion
 */
export async function eraseGuests(
	{ context, workspace }: Pick<Tracking, 'context' | 'workspace'>,
	deletions: Deletion[],
): Promise<Map<Item, ItemResult>> {
	if (deletions.length === 0) return new Map();
	const asked = deletions.map((deletion) => ({ deletion, by: entriesOf(deletion) }));
	// One after the other, so that what is found by the external ID is counted there.
	const verdicts = new Map<ListEntry, Verdict>();
	for (const list of ['name', 'others'] as const) {
		const entries = asked.flatMap(({ by }) => by[list]);
		const found = await sendEntries(context, workspace, DELETION, entries);
		for (const [entry, verdict] of found) verdicts.set(entry, verdict);
	}
	return new Map(
		asked.flatMap(({ deletion, by }) => {
			const [name, ...others] = [...by.name, ...by.others].map((entry) => verdicts.get(entry)!);
			const verdict = others.reduce(both, name);
			return deletion.items.map((item) => {
				return [item, asErasure(toEntryResult(item, verdict), deletion)] as const;
			});
		}),
	);
}

/** What to delete: the guest's profile, and those that may not be one with it yet. */
function entriesOf({ guest, formerIds }: Deletion) {
	const former = formerIds.map((id) => deletionEntry('external_id', id, PRIORITIZATION));
	const alias = aliasEntry(guest);
	return { name: [nameEntry(guest)], others: [...former, ...(alias ? [alias] : [])] };
}

function nameEntry({ identifier }: NamedGuest): ListEntry {
	const type = identifierTypeOf(identifier)!;
	return deletionEntry(type, identifier[type] as ListEntry['value'], PRIORITIZATION);
}

/** A guest who is named by the external ID may have a profile under the alias that is not linked yet. */
function aliasEntry({ choice, identifier, punchhUserId }: NamedGuest): ListEntry | undefined {
	const mayHaveTwo = choice === 'linked' && 'external_id' in identifier;
	if (!mayHaveTwo || punchhUserId === undefined) return undefined;
	return deletionEntry('user_alias', punchhAlias(punchhUserId), PRIORITIZATION);
}

/** The verdict for a guest who was looked for under several identifiers: one profile is enough. */
function both(verdict: Verdict, other: Verdict): Verdict {
	const [open] = [verdict, other].filter(({ kind }) => kind === 'failed' || kind === 'unknown');
	return open ?? (verdict.kind === 'accepted' ? verdict : other);
}

/** The result of a deletion, marked as one. */
function asErasure(result: ItemResult, { guest, warnings }: Deletion): ItemResult {
	const about = { ...aboutGuest(guest), ...(warnings.length > 0 ? { warnings } : {}) };
	if ('error' in result) return { ...result, details: { ...result.details, ...about } };
	return { json: result.json.map((output) => ({ ...output, deleted: true, ...about })) };
}

/** Whether a guest who should have been deleted may not have been. */
export function mayBeLeft(result: ItemResult): boolean {
	const left: unknown[] = ['failed', 'unknown'];
	return 'error' in result && left.includes(result.details.verdict);
}

/** The result of an item that follows a deletion that may not have worked. */
export function heldBack(item: Item, guest: NamedGuest | undefined): ItemResult {
	const error = item.error(
		'Held back: an earlier item deletes the guest, and it is not certain that this worked',
		'Send it again after the item that deletes the guest',
	);
	return { error, details: { verdict: 'failed', ...(guest && aboutGuest(guest)) } };
}
