import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { sample } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function run(parameters: IDataObject, item: IDataObject = {}): Promise<IDataObject> {
	const { items, errors } = await runNode({
		node: 'braze',
		credentials: {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
		},
		parameters: parameters as never,
		items: [item],
		onError: 'continueErrorOutput',
	});
	return (items[0] ?? errors[0]).json;
}

const user = { resource: 'user', operation: 'track' };

const time = '2026-03-14T16:20:11Z';

const fields = {
	...user,
	identifyBy: 'email',
	email: 'mara@example.com',
	attributes: {
		attribute: [
			{ name: 'first_name', type: 'asGiven', value: 'Mara' },
			{ name: 'phone', type: 'asGiven', value: '+15551230000' },
			{ name: 'visits', type: 'increment', value: '1' },
			{ name: 'home', type: 'objectMerge', value: '{"city":"Austin"}' },
			{ name: 'empty', type: 'asGiven', value: '' },
		],
	},
	events: { event: [{ name: 'menu_viewed' }, { name: 'menu_viewed' }, { name: 'seated' }] },
	purchases: { purchase: [{ product_id: 'latte', price: 4.75, currency: 'USD', quantity: 2 }] },
};

test('a success says by name what was recorded, and for whom', async () => {
	expect(await run(fields)).toEqual({
		verdict: 'accepted',
		attributes: 4,
		events: 3,
		purchases: 1,
		dataPoints: 7,
		attributeNames: ['first_name', 'phone', 'visits', 'home'],
		eventNames: ['menu_viewed', 'seated'],
		products: ['latte'],
		identifier: { email: 'mara@example.com' },
	});
});

test('a dry run says what would be recorded', async () => {
	const { attributeNames, eventNames, products, attributes } = await run({
		...fields,
		options: { dryRun: true },
	});
	expect(attributes).toBe(4);
	expect(attributeNames).toEqual(['first_name', 'phone', 'visits', 'home']);
	expect([eventNames, products]).toEqual([['menu_viewed', 'seated'], ['latte']]);
});

test('an alias whose profile is made along has no attribute', async () => {
	const alias = { identifyBy: 'user_alias', alias_name: '730415', alias_label: 'punchh_user_id' };
	expect(await run({ ...user, ...alias, events: fields.events })).toMatchObject({
		attributes: 0,
		attributeNames: [],
		events: 3,
		identifier: { user_alias: { alias_name: '730415', alias_label: 'punchh_user_id' } },
	});
});

test('JSON with several users says how many profiles, one with one user whose', async () => {
	const objects = {
		attributes: [
			{ external_id: 'a', first_name: 'Ada' },
			{ external_id: 'b', first_name: 'Ben', _update_existing_only: false },
		],
		events: [{ external_id: ' a ', name: 'menu_viewed', time }],
	};
	const inJson = { ...user, specifyObjects: 'json', objects: '={{ $json }}' };
	const several = await run(inJson, objects);
	expect(several).toMatchObject({
		attributes: 2,
		attributeNames: ['first_name'],
		eventNames: ['menu_viewed'],
		profiles: 2,
	});
	expect(several).not.toHaveProperty('identifier');
	const one = await run(inJson, { ...objects, attributes: [objects.attributes[0]] });
	expect(one).toMatchObject({ identifier: { external_id: 'a' } });
	expect(one).not.toHaveProperty('profiles');
});

const firstBody = () => {
	const { body } = sandbox.braze.requests.find(({ url }) => url === '/users/track')!;
	return JSON.parse(body) as Record<string, IDataObject[]>;
};

test('of a guest there are names and the identifier, and no values', async () => {
	const event = sample('guest-update-profile', {
		external_source_id: 'CRM-000917',
		first_name: 'Maralena',
	});
	const output = await run({ resource: 'punchhEvent', operation: 'track' }, event);
	const [written] = firstBody().attributes;
	expect(written).toMatchObject({ first_name: 'Maralena' });
	const names = Object.keys(written).filter((name) => name !== 'external_id');
	expect(output).toMatchObject({
		attributes: names.length,
		attributeNames: names,
		eventNames: [],
		products: [],
		identifiedBy: 'linked',
		identifier: { external_id: 'CRM-000917' },
	});
	expect(JSON.stringify(output)).not.toContain('Maralena');
});

test('a check-in says its event and the products of its receipt', async () => {
	const output = await run(
		{
			resource: 'punchhEvent',
			operation: 'track',
			options: { purchases: 'items' },
		},
		sample('checkin-loyalty-create-online', { external_source_id: 'CRM-000917' }),
	);
	const { purchases, events } = firstBody();
	expect(output.purchases).toBe(purchases.length);
	expect(output.products).toEqual(purchases.map(({ product_id: id }) => id));
	expect(output.eventNames).toEqual(events.map(({ name }) => name));
});
