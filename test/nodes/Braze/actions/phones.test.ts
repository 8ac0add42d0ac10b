import type { INodeParameters } from 'n8n-workflow';

import { GROUP, run, sandbox } from './effects.setup';

/**
 * Braze takes ten digits for a number in the United States, so that a British number without its country
 * code is somebody else's there.
 */

const LONDON = '2071838750';

const ID: INodeParameters = { external_id: 'a' };
const user = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'user',
	operation,
	...more,
});
const subscription = (operation: string): INodeParameters => ({
	resource: 'subscription',
	operation,
	subscription_group_id: GROUP.id,
	findUserBy: 'phone',
	phone: '={{ $json.phone }}',
});

const find = { findUserBy: 'phone', phone: '={{ $json.phone }}' };

test.each<[string, INodeParameters, string]>([
	['deleted', user('delete', { ...find, confirmDeletion: true }), 'Phone'],
	[
		'identified',
		user('identify', { ...ID, findProfileBy: 'phone', phone: '={{ $json.phone }}' }),
		'Phone',
	],
	[
		'merged',
		user('merge', {
			mergeBy: 'phone',
			merge_phone: '={{ $json.phone }}',
			keepBy: 'external_id',
			keep_external_id: 'a',
		}),
		'Phone to Merge',
	],
	[
		'given the data of another',
		user('merge', {
			mergeBy: 'external_id',
			merge_external_id: 'a',
			keepBy: 'phone',
			keep_phone: '={{ $json.phone }}',
		}),
		'Phone to Keep',
	],
])('nobody is %s by a number without a country code', async (_what, parameters, label) => {
	const { items, errors } = await run(parameters, [{ phone: LONDON }, { phone: '442071838750' }]);
	expect(items).toEqual([]);
	expect(errors.map(({ json }) => json.error)).toEqual([
		`'${label}' has no country code: ${LONDON}`,
		`'${label}' has no country code: 442071838750`,
	]);
	expect(sandbox.braze.requests).toEqual([]);
});

const answers: Array<[string, INodeParameters, object]> = [
	['Export', user('export', find), { message: 'success', users: [{ external_id: 'b' }] }],
	['Set Status', subscription('setStatus'), { message: 'success' }],
	['Get Status', subscription('getStatus'), { message: 'success', users: [{ external_id: 'b' }] }],
	['Get Status in Group', subscription('getGroupStatus'), { status: { b: 'Subscribed' } }],
];

test.each(answers)('%s: there is a warning', async (_what, parameters, body) => {
	const fault = { status: 201, body: body as Record<string, unknown> };
	sandbox.faults.add({ side: 'braze', path: '*', count: 1, fault });
	const { items } = await run(parameters, [{ phone: LONDON }]);
	expect(items[0].json.warnings).toEqual([
		expect.stringMatching(/^'Phone' \(2071838750\) has no country code/),
	]);
});

test.each(['+442071838750', '+44 (20) 7183-8750'])('%s has one', async (phone) => {
	const { items } = await run(
		user('identify', { ...ID, findProfileBy: 'phone', phone: '={{ $json.phone }}' }),
		[{ phone }],
	);
	expect(items).toMatchObject([{ json: { verdict: 'accepted' } }]);
	expect(items[0].json.warnings).toBeUndefined();
});

const time = '2026-03-14T16:20:11Z';
const json = (objects: string): INodeParameters => ({ specifyObjects: 'json', objects });
const track = (more: INodeParameters) =>
	user('track', {
		specifyObjects: 'fields',
		identifyBy: 'phone',
		phone: '={{ $json.phone }}',
		...more,
	});
const TRACKED: Array<[string, INodeParameters]> = [
	[
		'attributes',
		track({ attributes: { attribute: [{ name: 'city', type: 'asGiven', value: 'London' }] } }),
	],
	['events', track({ events: { event: [{ name: 'visit', time }] } })],
	[
		'events',
		user(
			'track',
			json(`={{ { events: [{ phone: $json.phone, name: 'visit', time: '${time}' }] } }}`),
		),
	],
	[
		'purchases',
		track({ purchases: { purchase: [{ product_id: 'a', currency: 'GBP', price: 5, time }] } }),
	],
];

test.each(TRACKED)('Track, %s: there is one warning', async (_what, parameters) => {
	const { items } = await run(parameters, [{ phone: LONDON }]);
	expect(items[0].json.warnings).toEqual([
		expect.stringMatching(/^'phone' \(2071838750\) has no country code: .* another user/),
	]);
});

test.each(TRACKED)('Track, %s: a number with one has no warning', async (_what, parameters) => {
	const { items } = await run(parameters, [{ phone: '+442071838750' }]);
	expect(items[0].json.warnings).toBeUndefined();
});

test.each(TRACKED)('Track, %s: who has no number is nobody', async (_what, parameters) => {
	const none = ['N/A', '#REF!', 'null', '0000000000', '000-000-0000'];
	const { items, errors } = await run(
		parameters,
		none.map((phone) => ({ phone })),
	);
	expect(items).toEqual([]);
	expect(errors.map(({ json: { error } }) => error)).toEqual(
		none.map((phone) => expect.stringContaining(`'phone' cannot be '${phone}'`)),
	);
	expect(sandbox.braze.requests).toEqual([]);
});
