import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemResult } from '../../shared/operations/types';
import { deletionEntry, DELETION } from '../identity/deletion';
import { toItemResult } from '../send/lists/sendList';
import { sendEntries } from '../send/lists/sendEntries';
import type { ListEntry } from '../send/lists/endpoint';
import { connectToBraze } from '../transport/connect';
import { aboutGuest, type NamedGuest } from './guestIdentity';

/**
 * Which profile Braze deletes when it finds several. Whoever has no external ID in Punchh has a
 * profile without one, too; others are somebody else's.
 */
const PRIORITIZATION = ['unidentified', 'most_recently_updated'];

/** A guest to delete, and the items that ask for it. */
export interface Deletion {
	guest: NamedGuest;
	itemIndices: number[];
	/** What the user should know about it. */
	warnings: string[];
}

/**
 * Deletes guests in Braze that were deleted in Punchh.
 *
 * @returns one result for each item that asks for a deletion
 */
export async function eraseGuests(
	this: IExecuteFunctions,
	deletions: Deletion[],
): Promise<Map<number, ItemResult>> {
	if (deletions.length === 0) return new Map();
	const entries = deletions.map(({ guest }) => toEntry(guest));
	const connection = await connectToBraze.call(this, deletions[0].itemIndices[0]);
	const verdicts = await sendEntries(this, connection, DELETION, entries);
	return new Map(
		deletions.flatMap((deletion, position) =>
			deletion.itemIndices.map((itemIndex) => {
				const result = toItemResult.call(this, verdicts.get(entries[position])!, itemIndex);
				return [itemIndex, asErasure(result, deletion)] as const;
			}),
		),
	);
}

function toEntry({ choice, identifier }: NamedGuest): ListEntry {
	const type = choice === 'punchh_user_id' ? 'external_id' : choice;
	return deletionEntry(type, identifier[type] as ListEntry['value'], PRIORITIZATION);
}

/** The result of a deletion, with what tells it from one of recording. */
function asErasure(result: ItemResult, { guest, warnings }: Deletion): ItemResult {
	const about = { ...aboutGuest(guest), ...(warnings.length > 0 ? { warnings } : {}) };
	if ('error' in result) return { ...result, details: { ...result.details, ...about } };
	return { json: result.json.map((output) => ({ ...output, deleted: true, ...about })) };
}
