import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sample } from '../harness/punchhEvents';
import { picked } from '../harness/punchhParameters';
import { stubBraze, STUB_CREDENTIALS } from '../harness/brazeStub';
import { runNode } from '../harness/runNode';
import nock from 'nock';

/** A spreadsheet shows a long number as `5.56645E+14`: what is left may stand for several people. */

const SHORT = '5.56645E+14';

afterEach(() => nock.cleanAll());

const braze = async (parameters: INodeParameters, item: IDataObject = {}) => {
	const requests = stubBraze(() => [201, { message: 'success', deleted: 1 }]);
	const result = await runNode({
		node: 'braze',
		credentials: STUB_CREDENTIALS,
		parameters,
		items: [item],
		onError: 'continueErrorOutput',
	});
	return { ...result, requests };
};

const user = (operation: string, more: INodeParameters) => ({
	resource: 'user',
	operation,
	...more,
});
const alias = { alias_name: '7', alias_label: 'punchh' };
const byId = { findUserBy: 'external_id', external_id: SHORT };
const group = { subscription_group_id: 'g', subscription_state: 'subscribed' };

describe('where anything could be meant, it is sent with a warning', () => {
	test.each<[string, INodeParameters]>([
		['delete', user('delete', { ...byId, confirmDeletion: true })],
		['rename', user('renameExternalId', { current_external_id: SHORT, new_external_id: 'a' })],
		['remove', user('removeExternalId', { external_id: SHORT })],
		[
			'merge',
			user('merge', {
				...{ mergeBy: 'external_id', merge_external_id: SHORT },
				...{ keepBy: 'external_id', keep_external_id: 'a' },
			}),
		],
		['subscribe', { resource: 'subscription', operation: 'setStatus', ...group, ...byId }],
	])('%s', async (_what, parameters) => {
		const { items, errors, requests } = await braze(parameters);
		expect(requests).toHaveLength(1);
		const [{ json }] = [...items, ...errors];
		const { warnings } = (json.details ?? json) as IDataObject;
		expect(warnings ?? json.warnings).toEqual([expect.stringContaining(`'${SHORT}'`)]);
	});
});

describe('where it is no ID, or is given to a person, nothing is sent', () => {
	test.each<[string, INodeParameters]>([
		[
			'new external ID',
			user('renameExternalId', { current_external_id: 'a', new_external_id: SHORT }),
		],
		['identify', user('identify', { findProfileBy: 'user_alias', ...alias, external_id: SHORT })],
		['new alias', user('createAlias', { ...alias, alias_name: SHORT })],
		[
			'renamed alias',
			user('updateAlias', { alias_label: 'a', old_alias_name: 'b', new_alias_name: SHORT }),
		],
		[
			'merge into',
			user('merge', {
				...{ mergeBy: 'external_id', merge_external_id: 'a' },
				...{ keepBy: 'external_id', keep_external_id: SHORT },
			}),
		],
		[
			'Braze ID',
			user('delete', { findUserBy: 'braze_id', braze_id: SHORT, confirmDeletion: true }),
		],
		['phone', user('export', { findUserBy: 'phone', phone: '1.5551E+10', fields_to_export: [] })],
		[
			'subscription group',
			{
				resource: 'subscription',
				operation: 'setStatus',
				...group,
				subscription_group_id: SHORT,
				...{ findUserBy: 'external_id', external_id: 'a' },
			},
		],
		[
			'campaign',
			{
				resource: 'campaign',
				operation: 'send',
				campaign_id: picked(SHORT),
				sendTo: 'external_id',
				external_id: 'a',
			},
		],
	])('Braze: %s', async (_what, parameters) => {
		const { errors, requests } = await braze(parameters);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/not the whole ID/),
		]);
		expect(requests).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['identify', user('identify', { findProfileBy: 'user_alias', ...alias, external_id: '#N/A' })],
		['new alias', user('createAlias', { ...alias, alias_name: 'undefined' })],
		['alias of a user', user('createAlias', { ...alias, external_id: 'N/A' })],
		['rename', user('renameExternalId', { current_external_id: 'a', new_external_id: 'None' })],
		[
			'merge into',
			user('merge', {
				mergeBy: 'external_id',
				merge_external_id: 'a',
				keepBy: 'external_id',
				keep_external_id: 'NULL',
			}),
		],
		[
			'merge from',
			user('merge', {
				mergeBy: 'external_id',
				merge_external_id: 'null',
				keepBy: 'external_id',
				keep_external_id: 'a',
			}),
		],
		[
			'identify an alias',
			user('identify', {
				findProfileBy: 'user_alias',
				...{ ...alias, alias_name: 'undefined' },
				external_id: 'a',
			}),
		],
		[
			'subscribe',
			{
				...{ resource: 'subscription', operation: 'setStatus', ...group },
				...{ findUserBy: 'external_id', external_id: '#N/A' },
			},
		],
		[
			'send',
			{
				...{ resource: 'canvas', operation: 'send', canvas_id: picked('c') },
				...{ sendTo: 'external_id', external_id: 'null' },
			},
		],
		[
			'track',
			user('track', {
				specifyObjects: 'fields',
				identifyBy: 'external_id',
				external_id: 'N/A',
				attributes: { attribute: [{ name: 'a', type: 'asGiven', value: 'b' }] },
			}),
		],
	])('what a table or a program has where an ID is missing: %s', async (_what, parameters) => {
		const { errors, requests } = await braze(parameters);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/because it means that there is none/),
		]);
		expect(requests).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['delete', user('delete', { ...byId, external_id: 'null', confirmDeletion: true })],
		['export', user('export', { ...byId, external_id: 'N/A', fields_to_export: [] })],
	])(
		'but what was recorded for everybody without one can be found: %s',
		async (_what, parameters) => {
			expect((await braze(parameters)).requests).toHaveLength(1);
		},
	);

	test('the user ID of an event', async () => {
		const { errors, requests } = await braze(
			{
				resource: 'punchhEvent',
				operation: 'track',
				event: '={{ $json }}',
				preset: 'recommended',
				attributesToSend: 'changed',
				identifiers: { identifier: [{ by: 'user_alias' }] },
			},
			sample('guest-update-profile', { user_id: SHORT }),
		);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/'user_id' of the guest is not the whole ID/),
		]);
		expect(requests).toEqual([]);
	});
});
