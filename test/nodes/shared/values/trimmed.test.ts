import { trimmed } from '../../../../nodes/shared/values/trimmed';

const MARKS = [
	' ',
	'\t',
	'\n',
	'\u00a0',
	'\u00ad',
	'\u200b',
	'\u200e',
	'\u202a',
	'\u202c',
	'\u2060',
];

test.each(MARKS)('%j is cut at both ends, and stays inside', (mark) => {
	const text = `CRM${mark}1`;
	expect(trimmed(`${mark}${mark}${text}${mark} `)).toBe(text);
	expect(trimmed(mark)).toBe('');
});

test('a long run inside a text does not hold anything up', () => {
	const text = `a${'\u200b '.repeat(200_000)}b`;
	expect(trimmed(text)).toBe(text);
});
