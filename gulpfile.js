const { dest, src, watch } = require('gulp');

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

exports['build:assets'] = () => copyAssets('dist');
exports['watch:assets'] = watchAssets;
