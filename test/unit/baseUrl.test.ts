import { baseUrlOf } from '../../nodes/Punchh/transport/baseUrl';

test.each([
	['https://x.punchh.com', 'https://x.punchh.com'],
	[' https://x.punchh.com/ ', 'https://x.punchh.com'],
	['HTTP://127.0.0.1:8080//', 'HTTP://127.0.0.1:8080'],
	['x.punchh.com', 'https://x.punchh.com'],
])('%s is called as %s', (given, expected) => {
	expect(baseUrlOf(given)).toBe(expected);
});
