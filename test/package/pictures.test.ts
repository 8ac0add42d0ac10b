import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { IMAGES, PICTURES, RECORD, type Taken } from '../../guide/pictures/pictures';
import { hashOf } from '../../guide/pictures/shown';
import { FILES } from '../../guide/site/pages';
import { ROOT } from '../../playground/paths';

const record = JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, Taken>;

test('every picture is taken by the script, and shown on a page', () => {
	const names = PICTURES.map(({ name }) => name).sort();
	expect(Object.keys(record).sort()).toEqual(names);
	const files = [...names.map((name) => `${name}.png`), basename(RECORD)];
	expect(readdirSync(IMAGES).sort()).toEqual(files.sort());
	const pages = [...FILES].map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
	expect(names.filter((name) => !pages.includes(`images/${name}.png)`))).toEqual([]);
});

test.each(PICTURES)('$name shows what is there: else `npm run pictures`', ({ name, shown }) => {
	expect({ name, shown: hashOf(shown()) }).toEqual({ name, shown: record[name].shown });
	const image = readFileSync(join(IMAGES, `${name}.png`));
	expect({ name, file: hashOf(image) }).toEqual({ name, file: record[name].file });
});
