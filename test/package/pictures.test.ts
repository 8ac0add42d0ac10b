import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { PICTURES } from '../../guide/pictures/pictures';
import { IMAGES, isOld, readRecord, RECORD } from '../../guide/pictures/record';
import { FILES } from '../../guide/site/pages';
import { ROOT } from '../../playground/paths';

const record = readRecord();

test('every picture is taken by the script, and shown on a page', () => {
	const names = PICTURES.map(({ name }) => name).sort();
	expect(Object.keys(record).sort()).toEqual(names);
	const files = [...names.map((name) => `${name}.png`), basename(RECORD)];
	expect(readdirSync(IMAGES).sort()).toEqual(files.sort());
	const pages = [...FILES].map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
	expect(names.filter((name) => !pages.includes(`images/${name}.png)`))).toEqual([]);
});

test.each(PICTURES)('$name shows what is there: else `npm run pictures`', (picture) => {
	expect(isOld(picture, record)).toBe(false);
});
