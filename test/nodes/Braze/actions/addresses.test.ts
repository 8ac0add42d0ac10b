import type { INodeParameters } from 'n8n-workflow';

import { GROUP, run, sandbox } from './effects.setup';

/** No page of Braze's says what it makes of a text that is no address: an opt-out could be lost. */

const email = '={{ $json.email }}';

const EACH: Array<[string, INodeParameters]> = [
	['Email > Set Status', { resource: 'email', operation: 'setStatus', email }],
	['Email > Add to Blocklist', { resource: 'email', operation: 'addToBlocklist', email }],
	[
		'Subscription > Set Status',
		{
			resource: 'subscription',
			operation: 'setStatus',
			subscription_group_id: GROUP.id,
			subscription_state: 'unsubscribed',
			findUserBy: 'email',
			email,
		},
	],
	['User > Export', { resource: 'user', operation: 'export', findUserBy: 'email', email }],
	[
		'User > Delete',
		{ resource: 'user', operation: 'delete', findUserBy: 'email', email, confirmDeletion: true },
	],
];

test.each(EACH)('%s: what is not one address is refused', async (_what, parameters) => {
	const odd = [
		'a@example.com, b@example.com',
		'a@example.com;b@example.com',
		'Ada <a@example.com>',
	];
	const others = ['a', '#N/A', 'null', 'a@@example.com', 'mailto: a@example.com'];
	const { items, errors } = await run(
		parameters,
		[...odd, ...others].map((text) => ({ email: text })),
	);
	expect(items).toEqual([]);
	expect(errors.map(({ json }) => json.error)).toEqual(
		[...odd, ...others].map(() =>
			expect.stringMatching(/^'Email' (is not an email address|cannot be)/),
		),
	);
	expect(sandbox.braze.requests).toEqual([]);
});

test.each(EACH)('%s: an address is not', async (_what, parameters) => {
	const { errors } = await run(
		parameters,
		['a@example.com', 'B@example.com', ' c@example.com '].map((text) => ({ email: text })),
	);
	expect(errors).toEqual([]);
});
