import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from '../../playground/paths';

const PAGES = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'examples/README.md',
	'sandbox/README.md',
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
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

const CODE = ['credentials', 'nodes', 'playground', 'sandbox', 'scripts', 'test'];

/** A path below one of the folders of code, without a placeholder in it. */
const PATH = new RegExp(`^(${CODE.join('|')}|docs|examples)(/[\\w.-]+)*/?$`);

/** What n8n reads from its environment. */
const N8N_VARIABLE = /^N8N_[A-Z_]+$/;

/** Every word that stands in TypeScript here, but for this file. */
const WORDS = new Set(
	CODE.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
			.map((file) => join(folder, file))
			.filter((file) => join(ROOT, file) !== __filename)
			.flatMap((file) => read(file).match(/[\w$]+/g) ?? []),
	),
);

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

test('the README begins with what one gets, and what engineers look up comes last', () => {
	const text = read('README.md');
	const [opening] = text.split('\n## ');
	expect(opening).toContain('You get:');
	expect(opening.match(/^- \*\*/gm)?.length).toBeGreaterThanOrEqual(4);
	const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
	expect(headings.slice(-3)).toEqual(['Good to know', 'What you can rely on', 'Development']);
	expect(text).not.toContain('npm run matrix');
	expect(read('docs/versions.md')).toContain('<!-- npm run matrix -->');
});

const EXAMPLES = readdirSync(join(ROOT, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => `examples/${file}`);

test('whoever reads of a table that can be downloaded is warned of formulas in it', () => {
	const naming = [...PAGES, ...EXAMPLES].filter(
		(page) => page !== 'CHANGELOG.md' && /data table/i.test(read(page)),
	);
	expect(naming.sort()).toEqual([
		'docs/punchh.md',
		'examples/README.md',
		'examples/backfill-external-ids.json',
		'examples/daily-report.json',
		'examples/deletions-to-braze.json',
		'examples/expiring-points-to-braze-campaign.json',
		'examples/punchh-events-to-braze.json',
		'examples/reward-to-braze-canvas.json',
		'examples/send-again-what-was-not-recorded.json',
		'examples/win-back-from-braze.json',
	]);
	for (const page of naming) expect(read(page)).toMatch(/would run as a formula/);
});

test('each finding is a program, and says what was guessed', () => {
	const scripts = readdirSync(join(ROOT, 'findings')).filter((file) => file.endsWith('.sh'));
	const runnable = scripts.filter((file) => statSync(join(ROOT, 'findings', file)).mode & 0o111);
	expect(runnable).toEqual(scripts);
	for (const file of scripts) expect(read(`findings/${file}`)).toMatch(/\bGuess: /);
});

const codeSpans = (page: string) =>
	[...read(page).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);

/** Pages about the code, which tell where things are. */
const CODE_PAGES = ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/debugging.md'];

test.each([...CODE_PAGES, 'docs/vendor-facts.md'])(
	'%s names files and folders that are there',
	(page) => {
		const paths = codeSpans(page).filter((span) => PATH.test(span));
		expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	},
);

test('every question about the vendors has a row, with its state and how sure it is', () => {
	const rows = [...read('docs/vendor-facts.md').matchAll(/^\| ([ABC]?\d+) (.*)$/gm)];
	const counts = { A: 28, B: 28, C: 8, '': 43 };
	const wanted = Object.entries(counts).flatMap(([area, count]) =>
		Array.from({ length: count }, (_, index) => `${area}${index + 1}`),
	);
	expect(rows.map(([, name]) => name)).toEqual(wanted);
	for (const [row, , rest] of rows) {
		const [, known, sure, source, relies, wrong] = rest.split(' | ');
		expect({ row, known, sure }).toEqual({
			row,
			known: expect.stringMatching(/^(settled|narrowed|open)\b/),
			sure: expect.stringMatching(/^[HML]\b/),
		});
		for (const cell of [source, relies, wrong]) expect(cell).toBeDefined();
	}
});

describe.each(CODE_PAGES)('%s', (page) => {
	const text = read(page);
	const spans = codeSpans(page);

	test('links names to the files that export them', () => {
		const links = [...text.matchAll(/\[`([\w$]+)(?:\(\))?`\]\(([^)\s]+\.ts)\)/g)];
		const wrong = links.filter(([, name, target]) => {
			const source = read(join(dirname(page), target));
			return !new RegExp(`export .*\\b${name}\\b`).test(source);
		});
		expect(wrong.map(([link]) => link)).toEqual([]);
	});

	test('uses names that stand in the code', () => {
		const names = spans.flatMap((span) => /^([\w$]+)(?:\(\))?$/.exec(span)?.[1] ?? []);
		const unknown = names.filter((name) => !WORDS.has(name) && !N8N_VARIABLE.test(name));
		expect(unknown).toEqual([]);
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
