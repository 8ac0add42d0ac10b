import type { IExecuteFunctions } from 'n8n-workflow';

import type { Item } from '../../shared/operations/item';
import type { ItemResult } from '../../shared/operations/types';
import { deletionEntry, DELETION } from '../identity/deletion';
import { punchhAlias } from '../identity/links';
import { identifierTypeOf } from '../identity/user';
import type { Verdict } from '../send/types';
import { toEntryResult } from '../send/lists/sendList';
import { sendEntries } from '../send/lists/sendEntries';
import type { ListEntry } from '../send/lists/endpoint';
import type { Workspace } from '../send/inWorkspaces';
import { aboutGuest, type NamedGuest } from './guestIdentity';

/**
 * Which profile Braze deletes when it finds several. A guest without an external ID in Punchh has a
 * profile without one as well; profiles with one belong to somebody else.
 */
const PRIORITIZATION = ['unidentified', 'most_recently_updated'];

/** A guest to delete, and the items that ask for it. */
export interface Deletion {
	guest: NamedGuest;
	items: Item[];
	/** What the user should know about it. */
	warnings: string[];
}

/**
 * Deletes in a workspace the guests who were deleted in Punchh.
 *
 * @returns one result for each item that asks for a deletion
 */
export async function eraseGuests(
	context: IExecuteFunctions,
	workspace: Workspace,
	deletions: Deletion[],
): Promise<Map<Item, ItemResult>> {
	if (deletions.length === 0) return new Map();
	const [byName, byAlias] = [nameEntry, aliasEntry].map((toEntry) =>
		deletions.map(({ guest }) => toEntry(guest)),
	);
	// By the alias last, so that what is found by the external ID is counted there.
	const verdicts = await sendEntries(context, workspace, DELETION, byName.flatMap(asList));
	const further = await sendEntries(context, workspace, DELETION, byAlias.flatMap(asList));
	return new Map(
		deletions.flatMap((deletion, position) => {
			const verdict = verdicts.get(byName[position]!)!;
			const other = byAlias[position] && further.get(byAlias[position]);
			return deletion.items.map((item) => {
				const result = toEntryResult(item, both(verdict, other));
				return [item, asErasure(result, deletion)] as const;
			});
		}),
	);
}

const asList = (entry: ListEntry | undefined) => (entry === undefined ? [] : [entry]);

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

/** The verdict for a guest who was looked for under two identifiers: one profile is enough. */
function both(verdict: Verdict, other: Verdict = verdict): Verdict {
	const [open] = [verdict, other].filter(({ kind }) => kind === 'failed' || kind === 'unknown');
	return open ?? (verdict.kind === 'accepted' ? verdict : other);
}

/** The result of a deletion, marked as one. */
function asErasure(result: ItemResult, { guest, warnings }: Deletion): ItemResult {
	const about = { ...aboutGuest(guest), ...(warnings.length > 0 ? { warnings } : {}) };
	if ('error' in result) return { ...result, details: { ...result.details, ...about } };
	return { json: result.json.map((output) => ({ ...output, deleted: true, ...about })) };
}
