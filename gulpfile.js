const { dest, src } = require('gulp');

/**
 * Copies what tsc leaves behind: icons, and the codex files that place a node in n8n's panel.
 * `encoding: false` keeps gulp from rewriting binary files.
 */
function buildAssets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

exports['build:assets'] = buildAssets;
