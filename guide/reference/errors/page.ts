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
		return own.length === 0 ? [] : [`## ${title}`, about, ...textParts(own)];
	});
	if (left.size > 0) throw new Error(`No area for ${[...left][0].file}: add it to areas.ts`);
	return page([
		'# Errors and what to do',
		"Every message of the nodes themselves, by where it comes from. `…` stands for what varies: a parameter, a value, a number. What Punchh or Braze says is shown in the vendor's own words, with one of the hints below. What the verdicts mean: [Braze](../braze.md#verdicts). What n8n itself says: [debugging](../debugging.md#what-n8ns-errors-mean).",
		...parts,
	]);
}

/** Those with something to do as a table, and those that say all themselves as a list. */
function textParts(texts: ShownText[]): string[] {
	const rows = texts.map(({ text, hint }) => {
		const isHint = hint === '' && TO_DO.test(text);
		return isHint ? [VENDOR, plain(text)] : [plain(text), plain(hint)];
	});
	const different = [...new Map(rows.map((row) => [row.join('\n'), row])).values()];
	const plainOnes = different.filter(([, hint]) => hint === '').map(([text]) => `- ${text}`);
	return [
		table(
			['Message', 'What to do'],
			different.filter(([, hint]) => hint !== ''),
		),
		...(plainOnes.length === 0 ? [] : ['Messages that need no hint:', plainOnes.join('\n')]),
	];
}
