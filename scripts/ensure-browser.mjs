// The end-to-end tests look at the editor in a real browser. Finds one, or installs Debian's.
import { spawnSync } from 'node:child_process';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const found = () => NAMES.some((name) => spawnSync('which', [name]).status === 0);

if (!process.env.CHROMIUM_PATH && !found()) {
	console.log('Installing chromium for the tests of the editor ...');
	const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
	spawnSync('apt-get', ['update', '-qq'], quiet);
	spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], quiet);
	if (!found()) {
		console.error('A Chromium is needed: install one, or name it in CHROMIUM_PATH.');
		process.exit(1);
	}
}
