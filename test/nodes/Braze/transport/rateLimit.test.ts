import { brazeWaitMs } from '../../../../nodes/Braze/transport/rateLimit';

const NOW = 1_800_000_000_000;

test.each([
	[{ 'x-ratelimit-retry-after': '7' }, 7_000],
	[{ 'x-ratelimit-retry-after': '7', 'x-ratelimit-reset': '99' }, 7_000],
	[{ 'retry-after': '3' }, 3_000],
	[{ 'retry-after': new Date(NOW + 5_000).toUTCString() }, 5_000],
	[{ 'x-ratelimit-reset': String(NOW / 1_000 + 4) }, 4_000],
	[{ 'x-ratelimit-reset': '4' }, 4_000],
	[{ 'x-ratelimit-reset': 'soon' }, undefined],
	[{}, undefined],
])('%j asks for %s ms', (headers, expected) => {
	expect(brazeWaitMs({ kind: 'reply', status: 429, headers, body: {} }, NOW)).toBe(expected);
});
