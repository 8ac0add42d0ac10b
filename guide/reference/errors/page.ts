import { page, plain, table } from '../markdown';
import { AREAS } from './areas';
import { VENDOR } from './places';
import { textsIn, type ShownText } from './texts';

/** How a text begins that says what to do about a sentence of the vendor. */
const TO_DO = /^(Ask|Check|Deactivate) /;

/**
 * Every text that the nodes can show, and what to do.
 *
 * @param ofPanels what the descriptions of the nodes and credentials say, which are no messages
 */
export function errorsPage(ofPanels: string): string {
	const texts = textsIn(['nodes', 'credentials'], ofPanels);
	const left = new Set(texts);
	const parts = AREAS.flatMap(({ title, about, path }) => {
		const own = texts.filter((text) => left.has(text) && path.test(text.file));
		for (const text of own) left.delete(text);
		return own.length === 0 ? [] : [`## ${title}`, about, textTable(own)];
	});
	if (left.size > 0) throw new Error(`No area for ${[...left][0].file}: add it to areas.ts`);
	return page([
		'# Errors and what to do',
		"Every text that these nodes can show of their own, by where it comes from. `…` stands for what differs: a parameter, a value, a number. What Punchh or Braze says is shown in the vendor's own words, with one of the hints below. What the verdicts mean: [Braze](../braze.md#verdicts). What n8n itself says: [debugging](../debugging.md#what-n8ns-errors-mean).",
		...parts,
	]);
}

function textTable(texts: ShownText[]): string {
	const known = new Set<string>();
	const rows = texts.flatMap(({ text, hint }) => {
		const isHint = hint === '' && TO_DO.test(text);
		const row = isHint ? [VENDOR, plain(text)] : [plain(text), plain(hint)];
		const key = row.join('\n');
		if (known.has(key)) return [];
		known.add(key);
		return [row];
	});
	return rows.some(([, hint]) => hint !== '')
		? table(['Text', 'What to do'], rows)
		: table(
				['Text'],
				rows.map(([text]) => [text]),
			);
}
