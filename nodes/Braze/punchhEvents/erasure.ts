import type { IExecuteFunctions } from 'n8n-workflow';

import { deletion, DELETION_LISTS } from '../actions/user/delete.operation';
import { toItemResult } from '../bulk/bulkOperation';
import { sendBulk } from '../bulk/send';
import type { BulkEntry } from '../bulk/types';
import type { ItemResult } from '../../shared/operation';
import { connectToBraze } from '../transport/brazeRequest';
import type { NamedGuest } from './identify';

/**
 * Which profile Braze deletes when it finds several. Whoever has no external ID in Punchh has a
 * profile without one, too; others are somebody else's.
 */
const PRIORITIZATION = ['unidentified', 'most_recently_updated'];

/**
 * Deletes guests in Braze that were deleted in Punchh.
 *
 * @param guests by the index of their item
 * @returns one result for each of these items
 */
export async function eraseGuests(
	this: IExecuteFunctions,
	guests: Map<number, NamedGuest>,
): Promise<Map<number, ItemResult>> {
	const entries = new Map([...guests].map(([itemIndex, guest]) => [itemIndex, toEntry(guest)]));
	const [firstItem] = guests.keys();
	const connection = await connectToBraze.call(this, firstItem);
	const run = { signal: this.getExecutionCancelSignal() };
	const results = await sendBulk(connection, deletion, [...entries.values()], run);
	return new Map(
		[...entries].map(([itemIndex, entry]) => {
			const result = toItemResult.call(this, results.get(entry)!, itemIndex);
			return [itemIndex, 'json' in result ? asErased(result) : result];
		}),
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

function asErased({ json }: Extract<ItemResult, { json: unknown }>): ItemResult {
	return { json: json.map((output) => ({ ...output, deleted: true })) };
}
