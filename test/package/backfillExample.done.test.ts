import type { IDataObject } from 'n8n-workflow';

import { A, B, doneRows, doneSoFar, noted, read } from './backfillExample.setup';

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

test('Backfill external IDs: nobody is done by the answer about another guest, if a node in the loop leaves one out', () => {
	const [first, second, third] = [A, B, 'c@example.com'].map((email, index) => ({
		...{ email, crm_id: `CRM-${index}` },
	}));
	const answerOf = ({ crm_id }: IDataObject) => ({ external_source_id: crm_id });
	// The first was left out, so each other's answer stands beside the guest before.
	const together = [
		{ ...first, ...answerOf(second) },
		{ ...second, ...answerOf(third) },
	];
	const states = (rows: IDataObject[]) => noted(rows).map(({ state, reason }) => [state, reason]);
	expect(states(together)).toEqual(
		together.map(() => ['failed', expect.stringContaining('about another one')]),
	);
	const own = [first, second, third].map((guest) => ({ ...guest, ...answerOf(guest) }));
	expect(states(own)).toEqual([['done', '']]);
});

test('Backfill external IDs: marks that nobody sees are no part of an address or an ID', () => {
	expect(read({ email: `\u200b${A}`, crm_id: ' CRM-1\u200b' })).toEqual([
		{ email: A, crm_id: 'CRM-1' },
	]);
});
