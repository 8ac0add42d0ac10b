import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';

import { readExample } from '../../playground/provision';

interface ReadOptions {
	enableBOM?: boolean;
	headerRow?: boolean;
	delimiter?: string;
}

/**
 * What the node 'Read CSV' of an example hands on of a file, as n8n's node reads it (Extract From File 1.1,
 * `fromFile.operation.ts`): with the same parser and options, and without empty cells.
 *
 * @throws what the parser says of a broken file
 */
export function readCsv(example: string, file: string | Buffer): IDataObject[] {
	const { parameters } = readExample(example).nodes.find(({ name }) => name === 'Read CSV')!;
	const { enableBOM, headerRow, delimiter } = parameters.options as ReadOptions;
	const records = parse(file, {
		bom: enableBOM,
		delimiter,
		columns: headerRow !== false,
		skip_empty_lines: true,
	}) as unknown as IDataObject[];
	const filled = records.map(
		(record) =>
			Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')) as IDataObject,
	);
	return headerRow === false ? filled.map((row) => ({ row })) : filled;
}

/** A CSV with the columns of the rows, in the order in which they come. */
export function csvOf(rows: IDataObject[]): string {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
	const lines = rows.map((row) => columns.map((column) => row[column]));
	return [columns, ...lines].map((line) => line.map(cell).join(',')).join('\r\n');
}
