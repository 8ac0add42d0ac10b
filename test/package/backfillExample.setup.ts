import type { IDataObject } from 'n8n-workflow';

import { runCode } from '../harness/exampleCode';

export const EXAMPLE = 'backfill-external-ids';

/** A guest. */
export const A = 'a@example.com';

/** Another one. */
export const B = 'b@example.com';

/** What is read of the rows of a CSV, as 'Read CSV' hands them on: it leaves empty cells out. */
export const read = (...rows: IDataObject[]) => runCode(EXAMPLE, 'Guests in the file', rows);

/** A row of a file. */
export type Row = [email: string, id: string | number];

/** What is noted in the data table of some guests who were sent together. */
export const noted = (guests: IDataObject[]) => runCode(EXAMPLE, 'What became of them', guests);

/** What the data table has of guests who are done, sent in batches. */
export const doneRows = (...batches: Row[][]) =>
	batches
		.flatMap((rows) => noted(rows.map(([email, id]) => ({ email, crm_id: String(id) }))))
		.map((row, id) => ({ ...row, id }));
