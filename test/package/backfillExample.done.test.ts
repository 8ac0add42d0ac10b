import type { IDataObject, IWorkflowBase } from 'n8n-workflow';

import { readExample } from '../../playground/provision';
import { A, B, doneRows, doneSoFar, EXAMPLE, read } from './backfillExample.setup';

test('Backfill external IDs: n8n keeps of who is done only what is about the file', () => {
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

test('Backfill external IDs: what n8n reads for that is kept by no execution that succeeds', () => {
	const { parameters } = readExample(EXAMPLE).nodes.find(({ name }) => name === 'Done so far')!;
	const { settings } = JSON.parse(parameters.workflowJson as string) as IWorkflowBase;
	expect(settings).toEqual({ executionOrder: 'v1', saveDataSuccessExecution: 'none' });
});
