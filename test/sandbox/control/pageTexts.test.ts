import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../sandbox/page');
const scripts = readdirSync(FOLDER).filter((file) => file.endsWith('.js'));

/** A word, a line's end and a link or the like, or the other way round: htm drops that blank. */
const LOST = [
	/[\w:,;.]\n\t+<(?:\$\{(?:Open|View)\}|a |strong>|code>)[^\n]*/g,
	/<\/(?:\/|a|strong|code)>\n\t+\w[^\n]*/g,
];

test.each(scripts)('%s: no blank between a word and a link is lost', (file) => {
	const source = readFileSync(join(FOLDER, file), 'utf8');
	expect(LOST.flatMap((lost) => source.match(lost) ?? [])).toEqual([]);
});
