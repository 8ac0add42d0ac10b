import type { IDataObject } from 'n8n-workflow';

import { A, B, doneRows, doneSoFar, read } from './backfillExample.setup';

test('Backfill external IDs: of who is done only what is about the file goes from node to node', () => {
	const C = 'c@example.com';
	const table = doneRows(
		[
			[A, 'X'],
			['B@example.com', 'Y'],
		],
		[
			[C, 'Z'],
			['d@example.com', 'V'],
		],
	);
	const guests = read({ email: 'A@example.com', crm_id: 'X' }, { email: B, crm_id: 'Z' });
	const known = (rows: IDataObject[]) =>
		doneSoFar(guests, rows).map(({ state, guests: lines }) => [state, lines]);
	const batches = [`["${A}","X"]\n["B@example.com","Y"]`, `["${C}","Z"]`];
	expect(known(table)).toEqual(batches.map((lines) => ['done', lines]).reverse());
	// What else there is about the guest who had an ID of the file.
	const [later] = doneRows([[C, 'W']]);
	expect(known([...table, later])[0]).toEqual(['done', `["${C}","W"]`]);
	const failed = [A.toUpperCase(), 'd@example.com'].map((email) => ({ state: 'failed', email }));
	expect(known(failed)).toEqual([['failed', '']]);
	expect(known([{}])).toEqual([]);
});
