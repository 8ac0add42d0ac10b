import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { brazeOperations } from '../../nodes/Braze/actions';
import { ID, parametersOf } from '../fixtures/braze/operation';
import { BRAZE_OPERATIONS, operationOf } from '../fixtures/braze/operations';
import {
	STUB_CREDENTIALS,
	stubBraze,
	type StubAnswer,
	type StubRequest,
} from '../harness/brazeStub';
import { sample } from '../harness/punchhEvents';
import { jsonPaths } from '../harness/jsonPaths';
import { runNode } from '../harness/runNode';
import { fastClock } from '../harness/time';

/** Items of the error output are given to the node that made them, as users do to repeat them. */

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());
fastClock(100);

/** Columns of the user's own, called like what the node notes. */
const OWN = { error: 'of the item', details: 'of the item, too', message: 'hello' };
const BY = 'n8n-nodes-punchh-braze';

const run = async (parameters: INodeParameters, item: IDataObject) =>
	await runNode({
		node: 'braze',
		credentials: STUB_CREDENTIALS,
		parameters,
		items: [item],
		onError: 'continueErrorOutput',
	});

/** Refused twice, then taken: what was asked each time, and the notes of the refusals. */
async function refusedTwice(
	parameters: INodeParameters,
	item: IDataObject,
	taken: StubAnswer = [201, { message: 'success' }],
) {
	let isRefused = true;
	const requests = stubBraze(() => (isRefused ? [400, { message: 'Not this time' }] : taken));
	const askedBy = async (given: IDataObject) => {
		const before = requests.length;
		const result = await run(parameters, given);
		return { result, asked: requests.slice(before).map(seen) };
	};
	const first = await askedBy(item);
	const second = await askedBy(first.result.errors[0].json);
	isRefused = false;
	const third = await askedBy(second.result.errors[0].json);
	return { first, second, third };
}

const seen = ({ method, path, query, body }: StubRequest) => [method, path, `${query}`, body];

describe('every operation', () => {
	test.each(BRAZE_OPERATIONS.map((row) => [`${row.resource} ${row.operation}`, row] as const))(
		'%s: the same is sent again, and the item keeps what it had',
		async (_name, row) => {
			const { first, second, third } = await refusedTwice(
				parametersOf(row),
				{ id: 'a', ...OWN },
				row.answer,
			);
			const { error, details, ...rest } = first.result.errors[0].json;
			expect(error).toContain('Not this time');
			expect(details).toMatchObject({ by: BY, item: { error: OWN.error, details: OWN.details } });
			expect(rest).toEqual({ id: 'a', message: 'hello' });
			expect(second.result.errors[0].json).toEqual(first.result.errors[0].json);
			expect([second.asked, third.asked]).toEqual([first.asked, first.asked]);
			expect(third.result.errors).toEqual([]);
		},
	);
});

const WHOLE = '={{ $json }}';
const TIME = '2026-03-14T16:20:00Z';
const USER = { resource: 'user', operation: 'track', identifyBy: 'external_id', external_id: ID };
const record = (name: string, entry: INodeParameters) => ({
	...USER,
	specifyObjects: 'fields',
	[name]: { [name.slice(0, -1)]: [{ ...entry, time: TIME, properties: WHOLE }] },
});
const of = (resource: string, operation: string, more: INodeParameters) =>
	parametersOf(operationOf(resource, operation), more);

/** Each parameter that takes JSON, with the whole item in it. */
const JSON_MODES: Record<string, INodeParameters> = {
	'user track objects': {
		...USER,
		specifyObjects: 'json',
		objects: "={{ { attributes: [{ ...$json, external_id: 'a' }] } }}",
	},
	'user track events.event.properties': record('events', { name: 'Ordered' }),
	'user track purchases.purchase.properties': record('purchases', {
		product_id: 'tea',
		currency: 'USD',
		price: 1,
		quantity: 1,
	}),
	'campaign send trigger_properties': of('campaign', 'send', { trigger_properties: WHOLE }),
	'campaign send options.attributes': of('campaign', 'send', { options: { attributes: WHOLE } }),
	'canvas send context': of('canvas', 'send', { context: WHOLE }),
	'canvas send options.attributes': of('canvas', 'send', {
		options: { attributes: '={{ JSON.stringify($json) }}' },
	}),
	'catalogItem upsert fields': of('catalogItem', 'upsert', { fields: WHOLE }),
	'catalogItem update fields': of('catalogItem', 'update', {
		fields: '={{ JSON.stringify($json) }}',
	}),
	'punchhEvent track event': {
		resource: 'punchhEvent',
		operation: 'track',
		event: WHOLE,
		preset: 'adapter',
		identifiers: { identifier: [{ by: 'punchh_user_id' }] },
		attributesToSend: 'all',
		extraFields: {
			field: [{ target: 'attribute', from: 'error', to: 'mishap', kind: 'asIs' }],
		},
	},
};

test('every parameter that takes JSON has a row', () => {
	const all = Object.entries(brazeOperations.resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).flatMap(([operation, { properties }]) =>
			jsonPaths(properties).map((path) => `${resource} ${operation} ${path}`),
		),
	);
	expect(Object.keys(JSON_MODES).sort()).toEqual([...new Set(all)].sort());
});

test.each(Object.entries(JSON_MODES))(
	'%s: what the node noted is not sent',
	async (name, given) => {
		const item = name.startsWith('punchhEvent')
			? { ...sample('guest-create'), ...OWN }
			: { id: 'a', ...OWN };
		const { first, second, third } = await refusedTwice(given, item);
		expect(first.asked.length).toBeGreaterThan(0);
		expect(JSON.stringify(first.asked)).toContain('of the item');
		expect([second.asked, third.asked]).toEqual([first.asked, first.asked]);
		expect(third.result.errors).toEqual([]);
	},
);
