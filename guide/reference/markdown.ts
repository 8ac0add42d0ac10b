/** Small pieces of Markdown, made of what stands in descriptions. */

/** Text of the editor, which may hold a little HTML, as one line of Markdown. */
export function fromHtml(text: string): string {
	return text
		.replace(/<a href="([^"]+)"[^>]*>(.*?)<\/a>/g, (_all, url: string, shown: string) =>
			url.startsWith(DOCS)
				? `[${shown}](${TO_DOCS}${url.slice(DOCS.length)})`
				: `[${shown}](${url})`,
		)
		.replace(/<\/?b>/g, '**')
		.replace(/<\/?i>/g, '_')
		.replace(/<\/?code>/g, '`')
		.replace(/<br\s*\/?>/g, ' ')
		.replace(/<[^>]+>/g, '')
		.replaceAll('&gt;', '>')
		.replaceAll('&lt;', '<')
		.replaceAll('&amp;', '&')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Where the package's own pages are on the web. */
const DOCS = 'https://github.com/n8n-nodes-punchh-braze/n8n-nodes-punchh-braze/blob/main/docs/';

/** The same, from a page of the reference. */
const TO_DOCS = '../';

/** Text as it is written: what would be taken for HTML, a placeholder of the site or emphasis is escaped. */
export function plain(text: string): string {
	return text
		.replaceAll('\\', '\\\\')
		.replaceAll('<', '\\<')
		.replace(/([*[\]])/g, '\\$1')
		.replace(/(?<!\w)_|_(?!\w)/g, '\\_');
}

/** A value as code. */
export function code(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A text with a full stop at its end. */
export function sentence(text: string): string {
	return text === '' || /[.!?:]$/.test(text) ? text : `${text}.`;
}

/** A table with a heading; none if it has no rows. */
export function table(head: string[], rows: string[][]): string {
	if (rows.length === 0) return '';
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** JSON in a block of its own. */
export function jsonBlock(value: unknown): string {
	return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

/** Parts of a page with a blank line between them; empty ones are left out. */
export function page(parts: Array<string | undefined>): string {
	return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}

/** The name by which a heading is linked to, as GitHub makes it. */
export function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');
}
