import type { Item } from '../../../shared/operations/item';
import type { Behaviour, ItemResult } from '../../../shared/operations/types';
import { inWorkspaces } from '../inWorkspaces';
import type { Verdict } from '../types';
import { sendEntries } from './sendEntries';
import { DoneInExecution } from './doneInExecution';
import type { ListEndpoint, ListEntry } from './endpoint';
import { readEntries, type Reading } from './readEntries';

/** How the items of an operation share requests: the endpoint, and how an item becomes an entry. */
export interface ListSending extends Omit<Reading, 'again' | 'done'> {
	/** Without `repeatSafe`, requests are safe to repeat unless the operation `countsTwice`. */
	endpoint: Omit<ListEndpoint, 'repeatSafe'> & Partial<Pick<ListEndpoint, 'repeatSafe'>>;
	/** Hears of each entry that Braze has accepted, or may have; it may have a warning for the item. */
	noteChange?(workspaceId: string, entry: ListEntry, isCertain: boolean): string | undefined;
}

/**
 * Sends the entries of all items of a workspace in as few requests as the endpoint allows and gives
 * each item the result of its entry.
 */
export function sendList({ endpoint, noteChange, ...reading }: ListSending): Behaviour {
	return {
		async run(items) {
			const [{ operation }] = items;
			const to = { repeatSafe: !operation.countsTwice, ...endpoint };
			return await inWorkspaces(this, items, undefined, async (some, workspace) => {
				const done = new DoneInExecution(this, workspace.connection.id, to.again);
				const read = readEntries(some, { ...reading, again: to.again, done });
				const entries = read.flatMap((result) => ('entry' in result ? [result.entry] : []));
				const verdicts = await sendEntries(this, workspace, to, entries);
				return some.map((item, position) => {
					const result = read[position];
					if (!('entry' in result)) return result;
					const verdict = verdicts.get(result.entry)!;
					const isAccepted = verdict.kind === 'accepted';
					const isDone = isAccepted || verdict.kind === 'unknown';
					if (isDone) done.note(result.entry);
					const warning = isDone && noteChange?.(workspace.connection.id, result.entry, isAccepted);
					if (warning) item.warnings.push(warning);
					return toEntryResult(item, verdict);
				});
			});
		},
	};
}

/** The result of an item from the verdict of its entry. */
export function toEntryResult(item: Item, { kind, reason, hint, output }: Verdict): ItemResult {
	if (kind === 'accepted') return { json: output ?? [] };
	return {
		error: item.error(reason ?? 'Braze did not accept it', hint),
		details: { verdict: kind },
	};
}
