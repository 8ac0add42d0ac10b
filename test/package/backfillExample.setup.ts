import type { IDataObject } from 'n8n-workflow';

import { runCode } from '../harness/exampleCode';
import { csvOf, readCsv } from '../harness/exampleCsv';

export const EXAMPLE = 'backfill-external-ids';

/** A guest. */
export const A = 'a@example.com';

/** Another one. */
export const B = 'b@example.com';

/** What is read of a CSV. */
export const readFile = (file: string | Buffer) =>
	runCode(EXAMPLE, 'Guests in the file', readCsv(EXAMPLE, file));

/** What is read of a CSV with these rows. */
export const read = (...rows: IDataObject[]) => readFile(csvOf(rows));

/** A row of a file. */
export type Row = [email: string, id: string | number];

/** What is noted in the data table of some guests who were sent together. */
export const noted = (guests: IDataObject[]) => runCode(EXAMPLE, 'What became of them', guests);

/** What is known of a file's guests, as they were read, and of their IDs, from a table that may be in any order. */
export const doneSoFar = (guests: IDataObject[], table: IDataObject[]) =>
	runCode(EXAMPLE, 'Done so far', [...table].reverse(), { 'Guests in the file': guests });

/** What the data table has of guests who are done, sent in batches. */
export const doneRows = (...batches: Row[][]) =>
	batches
		.flatMap((rows) => noted(rows.map(([email, id]) => ({ email, crm_id: String(id) }))))
		.map((row, id) => ({ ...row, id }));
