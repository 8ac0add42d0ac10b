import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FILES, GROUPS, linkFrom, siteLink } from '../../guide/site/pages';
import { ROOT } from '../../playground/paths';

const listed = GROUPS.flatMap(({ pages }) => pages.map(([file]) => file));

/** The pages in a folder of the clone. */
const pagesIn = (folder: string, recursive = false) =>
	readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md') && file !== 'LICENSE.md')
		.map((file) => join(folder, file));

test('every page stands in the sidebar once', () => {
	const pages = [
		...['.', 'examples', 'sandbox'].flatMap((one) => pagesIn(one)),
		...pagesIn('docs', true),
	];
	expect([...listed].sort()).toEqual(pages.sort());
	expect(FILES.size).toBe(listed.length);
});

test.each([
	['docs/braze.md', 'punchh.md#good-to-know', 'punchh.md#good-to-know'],
	['docs/README.md', '../README.md#try-it', '../index.md#try-it'],
	['README.md', 'examples/README.md', 'examples/index.md'],
	['README.md', '#install', '#install'],
	['README.md', 'https://n8n.io', 'https://n8n.io'],
	[
		'docs/architecture.md',
		'../nodes/Braze/send/judge.ts',
		'https://github.com/n8n-nodes-punchh-braze/n8n-nodes-punchh-braze/blob/main/nodes/Braze/send/judge.ts',
	],
])('%s: the link %s is %s on the site', (page, link, expected) => {
	expect(linkFrom(page, link)).toBe(expected);
});

test.each([
	['README.md', '/'],
	['docs/README.md', '/docs/'],
	['docs/reference/events.md', '/docs/reference/events'],
])('%s is at %s', (file, link) => expect(siteLink(file)).toBe(link));

test('what is built is not committed', () => {
	expect(readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('.site/');
});
