const { mkdir, writeFile } = require('node:fs/promises');
const { basename, dirname, join, posix } = require('node:path');
const { build } = require('esbuild');
const { dest, series, src, watch } = require('gulp');

const { nodes, credentials } = require('./package.json').n8n;

/** What tsc leaves behind: icons, and the codex files that place a node in n8n's panel. */
const ASSETS = ['nodes/**/*.svg', 'nodes/**/*.node.json'];

/** Copies the assets. `encoding: false` keeps gulp from rewriting binary files. */
function copyAssets(to) {
	return src(ASSETS, { base: '.', encoding: false }).pipe(dest(to));
}

/** Copies them again at each change, until it is ended: `gulp watch:assets --to <folder>`. */
function watchAssets() {
	const to = process.argv[process.argv.indexOf('--to') + 1];
	return watch(ASSETS, { ignoreInitial: false }, () => copyAssets(to));
}

/** All code in one file. */
const BUNDLE = 'dist/package.js';

/**
 * Puts all code in one file, and in each file that n8n loads a line that takes its class from there:
 * n8n reads all files of a community package while it starts, and 280 small ones took it twice as long.
 * The nodes share one file because they share what they remember.
 */
async function bundle() {
	const files = [...nodes, ...credentials];
	const sources = files.map((file) => file.replace(/^dist/, '.').replace(/\.js$/, ''));
	await build({
		stdin: {
			contents: sources.map((source) => `export * from '${source}';`).join('\n'),
			resolveDir: __dirname,
		},
		...{ bundle: true, outfile: BUNDLE, external: ['n8n-workflow'] },
		...{ platform: 'node', format: 'cjs', target: 'node20.19' },
	});
	await Promise.all(files.map(takeFromBundle));
}

async function takeFromBundle(file) {
	const name = basename(file).split('.')[0];
	const path = posix.relative(posix.dirname(file), BUNDLE);
	await mkdir(join(__dirname, dirname(file)), { recursive: true });
	await writeFile(join(__dirname, file), `exports.${name} = require('${path}').${name};\n`);
}

exports.build = series(() => copyAssets('dist'), bundle);
exports['watch:assets'] = watchAssets;
