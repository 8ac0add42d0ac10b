import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../playground/paths';

/** One version's cell for each row, by what the row says. */
export type Column = Record<string, string>;

const PAGE = join(ROOT, 'docs/versions.md');
const BEGIN = '<!-- npm run matrix -->\n';
const END = '\n<!-- end -->';
const NOT_TRIED = 'not tried';

/** Puts what was tried of a version into the page; the rest stays as it is. */
export async function writeColumn(
	versions: string[],
	rows: string[],
	tried: { version: string; column: Column },
): Promise<void> {
	const text = await readFile(PAGE, 'utf8');
	const [before, rest] = split(text, BEGIN);
	const [table, after] = split(rest, END);
	const columns = readColumns(table);
	columns[tried.version] = { ...columns[tried.version], ...tried.column };
	const lines = [
		['with n8n', ...versions],
		['---', ...versions.map(() => '---')],
		...rows.map((row) => [row, ...versions.map((version) => columns[version]?.[row] ?? NOT_TRIED)]),
	].map((cells) => `| ${cells.join(' | ')} |`);
	await writeFile(PAGE, [before, BEGIN, '\n', lines.join('\n'), '\n', END, after].join(''));
}

/** The columns of a table in Markdown, by the version over each. */
function readColumns(table: string): Record<string, Column> {
	const [head = [], , ...body] = table
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) =>
			line
				.split('|')
				.map((cell) => cell.trim())
				.slice(1, -1),
		);
	const [, ...versions] = head;
	return Object.fromEntries(
		versions.map((version, index) => [
			version,
			Object.fromEntries(body.map(([row, ...cells]) => [row, cells[index]])),
		]),
	);
}

function split(text: string, marker: string): [string, string] {
	const at = text.indexOf(marker);
	if (at < 0) throw new Error(`docs/versions.md lacks ${marker.trim()}`);
	return [text.slice(0, at), text.slice(at + marker.length)];
}
