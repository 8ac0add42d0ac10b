import type { IDataObject } from 'n8n-workflow';
import { freshEventOf } from '../../../../../sandbox/punchh/webhooks/events';
import {
	ADAPTER_ALWAYS,
	ADAPTER_ATTRIBUTES,
	ADAPTER_DROPS,
	ADAPTER_EVENTS,
	ADAPTER_SUBSCRIPTIONS,
	COUPON_EVENTS,
} from '../../../../fixtures/adapterSamples';
import { sample } from '../../../../harness/punchhEvents';
import { KINDS, nameByRule, sent, track } from '../punchhEvents.setup';

/** The value at a path with dots, as Punchh has it. */
const at = (source: unknown, path: string) =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as IDataObject | null | undefined)?.[key], source);

const without = (payload: IDataObject, names: string[]) =>
	Object.fromEntries(Object.entries(payload).filter(([name]) => !names.includes(name)));

/** What a table of names says of a payload; nulls and empty text are left out. */
const expectedOf = (table: Record<string, string>, payload: IDataObject) =>
	Object.fromEntries(
		Object.entries(table)
			.map(([name, path]) => [name, at(payload, path)] as const)
			.filter(([, value]) => value !== undefined && value !== null && value !== ''),
	);

describe("same as Punchh's adapter", () => {
	const adapter = { preset: 'adapter', attributesToSend: 'all' };

	test('what an event says of itself is no attribute of its guest', async () => {
		await track([sample('reward-admin-gift'), sample('checkin-loyalty-create-online')], adapter);
		for (const attributes of sent()[0].attributes!) {
			expect(attributes).not.toHaveProperty('date_of_first_session');
			expect(attributes).toHaveProperty('business_uuid');
		}
	});

	test.each(['guest-create', 'guest-update-profile'])(
		'%s: the attributes of the sample and no others, nulls absent, the ID a number',
		async (name) => {
			const guest = sample(name, { created_at: '2026-02-27T08:00:00Z' });
			await track([guest], adapter);
			const [{ attributes, events }] = sent();
			expect(events).toBeUndefined();
			expect(attributes).toEqual([
				{
					external_id: guest.payload.external_source_id ?? '730415',
					email_subscribe: 'subscribed',
					push_subscribe: 'subscribed',
					...expectedOf(ADAPTER_ATTRIBUTES, guest.payload),
				},
			]);
			expect(attributes![0].punchh_user_id).toBe(730415);
			expect(Object.values(attributes![0])).not.toContain(null);
		},
	);

	test.each(ADAPTER_SUBSCRIPTIONS)('opt-ins $guest', async ({ guest, email, push }) => {
		await track([sample('guest-create', guest)], adapter);
		expect(sent()[0].attributes![0]).toMatchObject({
			email_subscribe: email,
			push_subscribe: push,
		});
	});

	test('a changed guest in diff mode: what changed, the passes and the balance', async () => {
		const guest = sample('guest-update-profile');
		await track([guest], { ...adapter, attributesToSend: 'changed' });
		expect(sent()[0].attributes).toEqual([
			{
				external_id: 'CRM-000917',
				first_name: 'Mara',
				...expectedOf(
					Object.fromEntries(ADAPTER_ALWAYS.map((name) => [name, ADAPTER_ATTRIBUTES[name]])),
					guest.payload,
				),
			},
		]);
	});

	test('a banned guest is unsubscribed', async () => {
		await track([sample('guest-update-banned')], { ...adapter, attributesToSend: 'changed' });
		expect(sent()[0].attributes![0]).toMatchObject({
			email_subscribe: 'unsubscribed',
			user_status: 'banned',
		});
	});

	test('a field that was emptied is left out', async () => {
		const guest = sample('guest-update-profile', { first_name: null });
		await track([guest], { ...adapter, attributesToSend: 'changed' });
		expect(sent()[0].attributes![0]).not.toHaveProperty('first_name');
	});

	test.each(ADAPTER_EVENTS)('$sample', async ({ sample: name, name: event, properties }) => {
		const envelope = sample(name);
		// The adapter gives the time of sending, not of the event.
		const sentAt = new Date('2026-05-01T10:00:00Z');
		jest.spyOn(Date, 'now').mockReturnValue(sentAt.getTime());
		await track([envelope], { ...adapter, attributesToSend: 'none' });
		jest.restoreAllMocks();
		const rest = without(envelope.payload, ADAPTER_DROPS);
		const table = properties === 'all' ? rest : expectedOf(properties, envelope.payload);
		const expected = Object.fromEntries(
			Object.entries(table)
				.filter(([, value]) => value !== null)
				.map(([key, value]) => [key, key === 'store_numbers' ? '202,234' : value]),
		);
		if (Array.isArray(envelope.payload.store_numbers) && !envelope.payload.store_numbers.length) {
			delete expected.store_numbers;
		}
		const [{ attributes, events }] = sent();
		expect(attributes).toBeUndefined();
		expect(events).toEqual([
			{ external_id: '730415', name: event, time: sentAt.toISOString(), properties: expected },
		]);
	});

	test.each(COUPON_EVENTS)('$sample', async ({ sample: name, name: event }) => {
		const { payload } = sample(name);
		await track([sample(name)], adapter);
		const expected = Object.entries(without(payload, ['user', 'business_id'])).filter(
			([, value]) => value !== null,
		);
		const { redeemable_id: id } = payload.redeemable as IDataObject;
		expect(sent()[0].events).toEqual([
			expect.objectContaining({
				name: event,
				properties: { ...Object.fromEntries(expected), redeemable: { redeemable_id: id } },
			}),
		]);
	});

	test.each(KINDS)('%s has the name that the rule makes', async (choice) => {
		const envelope = freshEventOf(choice);
		await track([envelope as unknown as IDataObject], adapter);
		const event = sent()[0].events![0];
		expect(event.name).toBe(nameByRule(envelope));
		expect(event.properties).not.toHaveProperty('content_id');
	});

	test('with all attributes an event brings the guest along', async () => {
		await track([sample('checkin-gift-admin')], adapter);
		expect(sent()[0].attributes).toEqual([
			expect.objectContaining({
				external_id: '730415',
				punchh_user_id: 730415,
				email: 'mara.lind@example.com',
			}),
		]);
	});

	test('the external ID is the external source ID, or the user ID as text', async () => {
		const nested = (externalId: string | null) => {
			const envelope = sample('reward-signup-campaign');
			const user = { ...(envelope.payload.user as IDataObject), external_source_id: externalId };
			// The same event would be sent once.
			const content_id = `of ${externalId}`;
			return { ...envelope, content_id, payload: { ...envelope.payload, user } };
		};
		await track([nested('CRM-000917'), nested(null), nested('')], adapter);
		expect(sent()[0].events!.map(({ external_id: id }) => id)).toEqual([
			'CRM-000917',
			'730415',
			'730415',
		]);
	});
});
