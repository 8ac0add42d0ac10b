import { shownText } from '../../../../nodes/shared/values/shownText';

test.each([
	['<a href="https://evil.example">Log in</a>', '‹a href="https://evil.example"›Log in‹/a›'],
	['a\nb\r\nc\td', 'a\\nb\\r\\nc\\td'],
	['\u001b[31mred\u0000\u0085', '\\u001b[31mred\\u0000\\u0085'],
	['\u202egpj.exe\u2066\u2028', '\\u202egpj.exe\\u2066\\u2028'],
	['\ud800 alone', '\\ud800 alone'],
	['Zoë & 👩‍👩‍👧 "quoted" {{ $json }}', 'Zoë & 👩‍👩‍👧 "quoted" {{ $json }}'],
	['', ''],
])('%j is shown as %j', (text, expected) => {
	expect(shownText(text)).toBe(expected);
	expect(shownText(expected)).toBe(expected);
});

test('a long text is cut, and says so', () => {
	expect(shownText('x'.repeat(10), 10)).toBe('x'.repeat(10));
	expect(shownText('x'.repeat(11), 10)).toBe(`${'x'.repeat(10)}…`);
	expect(shownText('x'.repeat(10_000_000)).length).toBeLessThan(1_000);
});
