import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from '../../playground/paths';

const PAGES = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'examples/README.md',
	'sandbox/README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];

const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** The name by which a heading is linked to, as GitHub makes it. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

function anchorsIn(page: string): string[] {
	return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading.trim()));
}

describe.each(PAGES)('%s', (page) => {
	const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, target]) => target)
		.filter((target) => !/^https?:/.test(target));

	test('links to what is there', () => {
		for (const link of links) {
			const [path, anchor] = link.split('#');
			const target = path === '' ? page : join(dirname(page), path);
			expect({ link, exists: existsSync(join(ROOT, target)) }).toEqual({ link, exists: true });
			if (anchor) expect(anchorsIn(target)).toContain(anchor);
		}
	});
});

test('the Docs link of each node leads to its guide', () => {
	const folders = ['Braze', 'Punchh'].map((vendor) => join(ROOT, 'nodes', vendor));
	const codexes = folders.flatMap((folder) =>
		readdirSync(folder)
			.filter((file) => file.endsWith('.node.json'))
			.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as never),
	) as Array<{ resources: { primaryDocumentation: Array<{ url: string }> } }>;
	expect(codexes).toHaveLength(4);
	for (const { resources } of codexes) {
		const [, guide] = /\/blob\/main\/(docs\/.+)$/.exec(resources.primaryDocumentation[0].url) ?? [];
		expect(existsSync(join(ROOT, String(guide)))).toBe(true);
	}
});
