import type { IExecuteFunctions } from 'n8n-workflow';

import { deletion, DELETION_LISTS } from '../actions/user/delete.operation';
import { toItemResult } from '../bulk/bulkOperation';
import { sendBulk } from '../bulk/send';
import type { BulkEntry } from '../bulk/types';
import type { ItemResult } from '../../shared/operations/types';
import { connectToBraze } from '../transport/brazeRequest';
import { aboutGuest, type NamedGuest } from './identify';

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
	const run = { signal: this.getExecutionCancelSignal() };
	const results = await sendBulk(connection, deletion, entries, run);
	return new Map(
		deletions.flatMap((deletion, position) =>
			deletion.itemIndices.map((itemIndex) => {
				const result = toItemResult.call(this, results.get(entries[position])!, itemIndex);
				return [itemIndex, asErasure(result, deletion)] as const;
			}),
		),
	);
}

function toEntry({ choice, identifier }: NamedGuest): BulkEntry {
	const type = choice === 'punchh_user_id' ? 'external_id' : choice;
	const isAmbiguous = type === 'email' || type === 'phone';
	const value = identifier[type] as BulkEntry['value'];
	return {
		frame: {},
		list: DELETION_LISTS[type],
		value: isAmbiguous ? { [type]: value, prioritization: PRIORITIZATION } : value,
		about: [`${type} ${JSON.stringify(value)}`],
	};
}

/** The result of a deletion, with what tells it from one of recording. */
function asErasure(result: ItemResult, { guest, warnings }: Deletion): ItemResult {
	const about = { ...aboutGuest(guest), ...(warnings.length > 0 ? { warnings } : {}) };
	if ('error' in result) return { ...result, details: { ...result.details, ...about } };
	return { json: result.json.map((output) => ({ ...output, deleted: true, ...about })) };
}
