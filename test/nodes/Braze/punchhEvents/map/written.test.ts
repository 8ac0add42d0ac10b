import type { IDataObject } from 'n8n-workflow';

import { sample } from '../../../../harness/punchhEvents';
import { sent, track } from '../punchhEvents.setup';

const guestEvent = (payload: IDataObject) => sample('guest-create', payload);

const attributesOf = async (payload: IDataObject) => {
	const { items } = await track([guestEvent(payload)]);
	return { attributes: sent()[0].attributes![0], warnings: items[0].json.warnings };
};

test.each([
	['birthday', 'dob', '2026-06-31'],
	['anniversary', 'anniversary', '2026-02-30'],
	['joined_at', 'joined_at', '2026-06-31T12:00:00Z'],
	['last_activity_at', 'last_activity_at', 'yesterday'],
])('%s that is no day is left out with a warning', async (field, name, value) => {
	const { attributes, warnings } = await attributesOf({ [field]: value });
	expect(attributes).not.toHaveProperty(name);
	expect(warnings).toContainEqual(expect.stringContaining(`'${field}' is not sent`));
});

test('a changed birthday that does not exist takes the old one away', async () => {
	const changed = { birthday: '2026-06-31', previous_changes: ['birthday'] };
	await track([sample('guest-update-profile', changed)]);
	expect(sent()[0].attributes![0]).toMatchObject({ dob: null });
});

test.each([
	['2026-03-14 16:17:00 UTC', '2026-03-14T16:17:00Z'],
	['2026-03-14 12:32:00 -0400', '2026-03-14T12:32:00-04:00'],
])('%s is a time, in attributes and in properties', async (written, expected) => {
	const { attributes } = await attributesOf({ joined_at: written });
	expect(attributes).toMatchObject({ joined_at: expected });
	await track([sample('reward-admin-gift', { expiring_at: written })]);
	expect(sent()[1].events![0].properties).toMatchObject({ expiring_at: expected });
});

test('a property whose day does not exist is left out with a warning', async () => {
	const { items } = await track([sample('reward-admin-gift', { expiring_at: '2026-06-31' })]);
	expect(sent()[0].events![0].properties).not.toHaveProperty('expiring_at');
	expect(items[0].json.warnings).toContainEqual(
		"'expiring_at' is not sent, because the day does not exist: 2026-06-31",
	);
});

test.each<[string, IDataObject]>([
	['an opt-out', { unsubscribed: 'true' }],
	['no opt-in', { marketing_email_subscription: '0' }],
])('%s that arrives as text is one', async (_what, payload) => {
	const { attributes } = await attributesOf(payload);
	expect(attributes).toMatchObject({ email_subscribe: 'unsubscribed' });
});

test("a zone of Rails is the guest's, without a warning", async () => {
	const { attributes, warnings } = await attributesOf({ time_zone: 'Eastern Time (US & Canada)' });
	expect(attributes).toMatchObject({ time_zone: 'Eastern Time (US & Canada)' });
	expect(String(warnings)).not.toContain('time_zone');
});

test.each(['BST', 'AST', 'america/new_york'])('%s is warned of', async (time_zone) => {
	const { warnings } = await attributesOf({ time_zone });
	expect(warnings).toContainEqual(
		expect.stringMatching(/'time_zone' .* is not the exact name of an IANA or Rails time zone/),
	);
});
