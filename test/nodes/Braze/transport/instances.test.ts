import {
	brazeBaseUrl,
	CUSTOM_INSTANCE,
	INSTANCE_OPTIONS,
} from '../../../../nodes/Braze/transport/instances';

/** Braze's own table (API overview), which skips US-09. */
const BRAZE = {
	'US-01': 'https://rest.iad-01.braze.com',
	'US-02': 'https://rest.iad-02.braze.com',
	'US-03': 'https://rest.iad-03.braze.com',
	'US-04': 'https://rest.iad-04.braze.com',
	'US-05': 'https://rest.iad-05.braze.com',
	'US-06': 'https://rest.iad-06.braze.com',
	'US-07': 'https://rest.iad-07.braze.com',
	'US-08': 'https://rest.iad-08.braze.com',
	'US-10': 'https://rest.us-10.braze.com',
	'EU-01': 'https://rest.fra-01.braze.eu',
	'EU-02': 'https://rest.fra-02.braze.eu',
	'AU-01': 'https://rest.au-01.braze.com',
	'ID-01': 'https://rest.id-01.braze.com',
	'JP-01': 'https://rest.jp-01.braze.com',
	'KR-01': 'https://rest.kr-01.braze.com',
};

test('all fifteen instances are offered by name, and a custom URL', () => {
	const offered = Object.fromEntries(INSTANCE_OPTIONS.map(({ name, value }) => [name, value]));
	expect(offered).toEqual({ ...BRAZE, 'Custom URL': CUSTOM_INSTANCE });
});

test.each([
	...Object.values(BRAZE).map((url) => [{ instance: url, customUrl: 'left over' }, url]),
	...[
		'https://rest.xx-01.braze.com',
		' https://rest.xx-01.braze.com// ',
		'rest.xx-01.braze.com',
	].map((customUrl) => [{ instance: CUSTOM_INSTANCE, customUrl }, 'https://rest.xx-01.braze.com']),
	[{ instance: CUSTOM_INSTANCE, customUrl: 'HTTP://127.0.0.1:9' }, 'http://127.0.0.1:9'],
] as Array<[{ instance: string; customUrl: string }, string]>)('%j leads to %s', (given, url) => {
	expect(brazeBaseUrl({ ...given, apiKey: '' })).toBe(url);
});
