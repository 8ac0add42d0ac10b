import type { INodeParameters } from 'n8n-workflow';

import { parametersOf } from '../../../fixtures/braze/operation';
import { operationOf } from '../../../fixtures/braze/operations';
import { profile, run, sandbox } from './effects.setup';

/** What a send writes to the profile before it goes out is looked at as User > Track looks at it. */

const send = (resource: string, attributes: string): INodeParameters => ({
	...parametersOf(operationOf(resource, 'send')),
	sendTo: 'external_id',
	external_id: '={{ $json.id }}',
	options: { attributes },
});

test.each<[string, string, RegExp]>([
	['a phone number without a country code', '{ "phone": "2071838750" }', /^'phone' \(2071838750\)/],
	[
		'a birthday in another form',
		'{ "dob": "06/23/1991" }',
		/^'dob' \(06\/23\/1991\) is not a date/,
	],
	['a day that does not exist', '{ "visit": "2026-02-30" }', /^'visit' is a day that does not/],
	['a country by its name', '{ "country": "Germany" }', /^'country' \(Germany\)/],
	['long text', JSON.stringify({ note: 'x'.repeat(256) }), /^'note' is longer than 255/],
	['null in an object', '{ "pet": { "name": null } }', /^'pet' has a null in it/],
])('%s has a warning', async (_what, attributes, expected) => {
	for (const resource of ['campaign', 'canvas']) {
		const { items } = await run(send(resource, attributes));
		expect(items[0].json).toMatchObject({
			verdict: 'accepted',
			warnings: [expect.stringMatching(expected)],
		});
	}
});

test.each([
	['email_subscription_info', '{ "email_subscription_info": "opted_in" }'],
	['a name of 256 characters', JSON.stringify({ ['x'.repeat(256)]: 1 })],
])('%s is refused, and nothing is sent', async (_what, attributes) => {
	const { items, errors } = await run(send('campaign', attributes));
	expect([items.length, errors.length]).toEqual([0, 1]);
	expect(sandbox.braze.requests).toEqual([]);
});

test('what Braze keeps has none', async () => {
	const { items } = await run(send('campaign', '{ "tier": "Gold", "dob": "1991-06-23" }'));
	expect(items[0].json.warnings).toBeUndefined();
	expect(profile('a')?.attributes).toMatchObject({ tier: 'Gold', dob: '1991-06-23' });
});
