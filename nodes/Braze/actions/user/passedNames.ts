import type { IDataObject } from 'n8n-workflow';

import type { ItemError } from '../../../shared/errors';
import type { Row } from '../../send/lists/readEntries';

const OLD = 'old_alias_name';
const NEW = 'new_alias_name';

const ONE_BY_ONE =
	"It was not sent: done once more, as by n8n's Retry On Fail or with the error output, such a list would rename the alias of another user. Give it to the node in lists of their own, one after another, each once";

/**
 * Why new names of aliases are not given in one list: a name passes from one user to another, and whoever
 * has it in the end is another one when the list is done again.
 */
export function refusePassedNames(rows: Row[]): Map<Row, ItemError> {
	const by = { [OLD]: byName(rows, OLD), [NEW]: byName(rows, NEW) };
	const refused = new Map<Row, ItemError>();
	for (const row of rows) {
		for (const [own, others] of [[OLD, NEW] as const, [NEW, OLD] as const]) {
			const other = by[others].get(keyOf(row, own))?.find((one) => one !== row);
			if (other === undefined || refused.has(row)) continue;
			const [label, ofOther] = [own, others].map((name) => row.item.labelOf(name));
			const name = String(valueOf(row)[own]);
			const reason = `'${label}' is ${name}, which is '${ofOther}' of item ${other.item.index}`;
			refused.set(row, row.item.error(reason, ONE_BY_ONE));
		}
	}
	return refused;
}

function byName(rows: Row[], side: string): Map<string, Row[]> {
	const found = new Map<string, Row[]>();
	for (const row of rows) {
		const key = keyOf(row, side);
		const same = found.get(key);
		if (same === undefined) found.set(key, [row]);
		else same.push(row);
	}
	return found;
}

const valueOf = ({ entry }: Row) => entry.value as IDataObject;

const keyOf = (row: Row, side: string) =>
	JSON.stringify([valueOf(row).alias_label, valueOf(row)[side]]);
