import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sample } from '../../../../harness/punchhEvents';
import { sent, track } from '../punchhEvents.setup';

test('a country that is none is refused', async () => {
	const { errors } = await track([sample('guest-create')], {}, { callingCode: 'Atlantis' });
	expect(errors.map(({ json }) => json.error)).toEqual([
		"'Country of Phone Numbers' cannot be 'Atlantis'",
	]);
	expect(sent()).toEqual([]);
});

describe('a changed value that Braze would not understand', () => {
	const adapter = {
		preset: 'adapter',
		attributesToSend: 'changed',
		extraFields: {
			field: [{ target: 'attribute', from: 'phone', to: 'phone', kind: 'number' }],
		},
	};

	test.each<[string, INodeParameters, IDataObject, unknown]>([
		['is removed', {}, {}, null],
		['is kept by choice', {}, { unreadable: 'keep' }, undefined],
		['is kept as the adapter does', adapter, {}, undefined],
		['is removed by choice', adapter, { unreadable: 'remove' }, null],
	])('%s, with a warning', async (_what, parameters, options, phone) => {
		const changed = sample('guest-update-profile', { phone: '555-0142' });
		const { items } = await track([changed], parameters, { callingCode: 'US', ...options });
		expect(sent()[0].attributes![0].phone).toBe(phone);
		expect(items[0].json.warnings).toEqual([expect.stringMatching(/^'phone' is not sent/)]);
	});
});

test.each([
	['US', "it is not a valid phone number with the calling code +1: see 'Country of Phone Numbers'"],
	['', "it has no calling code, and 'Country of Phone Numbers' is not set"],
])('a phone number says for which country it was read: %s', async (callingCode, why) => {
	const { items } = await track(
		[sample('guest-create', { phone: '555-0142' })],
		{},
		{ callingCode },
	);
	expect(items[0].json.warnings).toEqual([`'phone' is not sent, because ${why}`]);
});
