import { defineConfig } from 'vitepress';

import { anchorOf } from '../../reference/markdown';
import { FILES, GROUPS, HOW_TO_OPEN, linkFrom, siteFile, siteLink } from '../pages';

/** The guide as a site: `npm run site`. The pages are those of the repository, as they stand. */
export default defineConfig({
	title: 'Punchh and Braze in n8n',
	description: 'n8n nodes that connect Punchh (restaurant loyalty) with Braze (messaging)',
	srcDir: '../..',
	srcExclude: ['LICENSE.md', '{findings,playground,test,guide,dist,.playground}/**'],
	outDir: '../../.site',
	cacheDir: '../../node_modules/.cache/vitepress',
	buildEnd: () => console.log(`\n${HOW_TO_OPEN}`),
	rewrites: Object.fromEntries([...FILES].map((file) => [file, siteFile(file)])),
	cleanUrls: false,
	markdown: {
		// The test of links and anchors reads them as GitHub makes them.
		anchor: { slugify: anchorOf },
		config(md) {
			md.core.ruler.push('links', ({ tokens, env }) => {
				const from = [...FILES].find((file) => siteFile(file) === env.relativePath);
				for (const token of tokens.flatMap(({ children }) => children ?? [])) {
					const href = token.attrGet('href');
					if (token.type === 'link_open' && href !== null) {
						token.attrSet('href', linkFrom(from ?? env.relativePath, href));
					}
				}
			});
			// Expressions of n8n and Liquid are text, not Vue's.
			const shown = (text: string) => md.utils.escapeHtml(text).replaceAll('{{', '&#123;&#123;');
			md.renderer.rules.text = (tokens, index) => shown(tokens[index].content);
			md.renderer.rules.code_inline = (tokens, index) =>
				`<code v-pre>${md.utils.escapeHtml(tokens[index].content)}</code>`;
		},
	},
	themeConfig: {
		search: {
			provider: 'local',
			// Every word that was typed, so that the name of a parameter finds the parameter.
			options: { miniSearch: { searchOptions: { combineWith: 'AND' } } },
		},
		outline: [2, 3],
		nav: [
			{ text: 'Guide', link: '/docs/' },
			{ text: 'Reference', link: '/docs/reference/' },
			{ text: 'Examples', link: '/examples/' },
		],
		sidebar: GROUPS.map(({ text, pages, isClosed = false }) => ({
			text,
			collapsed: isClosed,
			items: pages.map(([file, name]) => ({ text: name, link: siteLink(file) })),
		})),
	},
});
