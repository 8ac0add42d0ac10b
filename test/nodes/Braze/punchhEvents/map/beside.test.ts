import type { IDataObject } from 'n8n-workflow';

import { toPunchhItem } from '../../../../../nodes/Punchh/events/envelope';
import { checkIn, guest } from '../linked/linked.setup';
import { sent, track } from '../punchhEvents.setup';

/**
 * A Merge node has put fields of a sheet, of a CRM or of Guest > Get beside an event. Where one side has lost
 * an item, they are those of another guest.
 */

const field = (from: string, target = 'attribute') => ({ target, from, to: '', kind: 'asIs' });
const run = async (event: IDataObject, from: string, target?: string) => {
	const extraFields = { field: [field(from, target)] } as never;
	const parameters = { extraFields, attributesToSend: 'all' };
	const { items } = await track([event], parameters, { callingCode: 'US' });
	return items[0].json.warnings;
};

const ITEM = () => toPunchhItem(guest({ email: 'mara.lind@example.com' }), 0);
const WARNING = expect.stringMatching(/^'tier' is next to the event, where the '\w+' is not/);

test.each<[string, IDataObject]>([
	['another user ID', { user_id: 730_416 }],
	['another user ID as text', { user_id: '730416' }],
	['another address', { email: 'jo.park@example.com' }],
	['an ID of another system and another address', { user_id: 'app-7', email: 'jo@example.com' }],
])('a field beside %s has a warning', async (_what, beside) => {
	expect(await run({ ...ITEM(), ...beside, tier: 'Gold' }, 'tier')).toContainEqual(WARNING);
	expect(sent()[0].attributes).toMatchObject([{ tier: 'Gold' }]);
	const event = { ...toPunchhItem(checkIn({}), 0), ...beside, tier: 'Gold' };
	expect(await run(event, 'tier', 'property')).toContainEqual(WARNING);
});

test.each<[string, IDataObject]>([
	['nothing that names a guest', {}],
	['the same user ID', { user_id: '730415', email: 'mara.old@example.com' }],
	['the same address', { email: ' Mara.Lind@example.com' }],
	['an ID of another system', { user_id: 'app-7', email: null }],
])('a field beside %s has none', async (_what, beside) => {
	expect(await run({ ...ITEM(), ...beside, tier: 'Gold' }, 'tier')).toBeUndefined();
});

test.each(['city', 'account_balance.total_visits', 'guest.email', 'event_name'])(
	'what the event itself has, such as %s, has none',
	async (from) => {
		const event = { ...ITEM(), user_id: 730_416, city: 'Lyon' };
		event.payload = { ...event.payload, city: 'Berlin' };
		expect(await run(event, from)).toBeUndefined();
	},
);

describe('a payload that names another guest than its user', () => {
	const gift = (other: number | string | null) => {
		const event = checkIn({});
		const user = { user_id: 730_415, city: 'Berlin' };
		const payload = { ...event.payload, user, user_id: other, city: 'Lyon', tier: 'Gold' };
		return toPunchhItem({ ...event, payload }, 0);
	};

	test('its fields are not attributes of the user, unless their place is named', async () => {
		const left = expect.stringMatching(
			/^'tier' is not sent as an attribute, because 'payload' names/,
		);
		expect(await run(gift(730_416), 'tier')).toContainEqual(left);
		expect(sent()[0].attributes?.[0]).not.toHaveProperty('tier');
		expect(await run(gift(730_416), 'payload.tier')).toBeUndefined();
		expect(sent()[1].attributes).toMatchObject([{ payload_tier: 'Gold' }]);
	});

	test.each([
		['what the user has', 730_416, 'city', 'attribute', { city: 'Berlin' }],
		['with the same ID', '730415', 'tier', 'attribute', { tier: 'Gold' }],
		['with no ID', null, 'tier', 'attribute', { tier: 'Gold' }],
	])('%s is sent', async (_what, other, from, target, expected) => {
		expect(await run(gift(other), from, target)).toBeUndefined();
		expect(sent()[0].attributes).toMatchObject([expected]);
	});

	test('its fields are properties of the event', async () => {
		expect(await run(gift(730_416), 'tier', 'property')).toBeUndefined();
		expect(sent()[0].events).toMatchObject([{ properties: { tier: 'Gold' } }]);
	});
});
