import type { IExecuteFunctions } from 'n8n-workflow';

import type { Item } from '../../shared/operations/item';
import type { ItemResult } from '../../shared/operations/types';
import { deletionEntry, DELETION } from '../identity/deletion';
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
	const entries = deletions.map(({ guest }) => toEntry(guest));
	const verdicts = await sendEntries(context, workspace, DELETION, entries);
	return new Map(
		deletions.flatMap((deletion, position) =>
			deletion.items.map((item) => {
				const result = toEntryResult(item, verdicts.get(entries[position])!);
				return [item, asErasure(result, deletion)] as const;
			}),
		),
	);
}

function toEntry({ choice, identifier }: NamedGuest): ListEntry {
	const type = choice === 'punchh_user_id' ? 'external_id' : choice;
	return deletionEntry(type, identifier[type] as ListEntry['value'], PRIORITIZATION);
}

/** The result of a deletion, marked as one. */
function asErasure(result: ItemResult, { guest, warnings }: Deletion): ItemResult {
	const about = { ...aboutGuest(guest), ...(warnings.length > 0 ? { warnings } : {}) };
	if ('error' in result) return { ...result, details: { ...result.details, ...about } };
	return { json: result.json.map((output) => ({ ...output, deleted: true, ...about })) };
}
