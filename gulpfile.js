const { dest, src } = require('gulp');

/**
 * Copies what tsc leaves behind: icons, the codex files that place a node in n8n's panel, and the
 * fields that the editor offers before a node has run. `encoding: false` keeps gulp from rewriting
 * binary files.
 */
function buildAssets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports['build:assets'] = buildAssets;
