import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import { guest } from './linked/linked.setup';
import { sandbox, track } from './punchhEvents.setup';

/** Events that come late, of guests who are identified otherwise than by the linked choice. */

jumpingClock();

const record = async (by: string, preset: string, ...events: IDataObject[]) =>
	await track(
		events,
		{ identifiers: { identifier: [{ by }] }, preset, attributesToSend: 'changed' },
		{ callingCode: 'US' },
	);

const lives = (city: string, at: number, more: IDataObject = {}) =>
	guest(
		{
			external_source_id: 'CRM-1',
			email: 'ann@example.com',
			city,
			first_name: city,
			previous_changes: ['city', 'first_name'],
			...more,
		},
		at,
	);
const names = () => sandbox.braze.profiles.map(({ attributes }) => attributes.first_name);

describe.each(['external_id', 'punchh_user_id', 'user_alias', 'email', 'phone'])('by %s', (by) => {
	test('an old value replaces no newer one in a later run', async () => {
		await record(by, 'recommended', lives('Newtown', 5));
		const { items } = await record(by, 'recommended', lives('Oldtown', 1));
		expect(names()).toEqual(['Newtown']);
		expect(items[0].json.warnings).toEqual([
			expect.stringMatching(/^a newer event has already written first_name, home_city/),
		]);
		await record(by, 'recommended', lives('Midway', 6));
		expect(names()).toEqual(['Midway']);
	});

	test('nor in the same run', async () => {
		await record(by, 'recommended', lives('Newtown', 5), lives('Oldtown', 1));
		expect(names()).toEqual(['Newtown']);
	});
});

test('a guest has another profile: what is written to the one says nothing of the other', async () => {
	await record('external_id', 'recommended', lives('Newtown', 5));
	await record('external_id', 'recommended', lives('Oldtown', 1, { external_source_id: 'CRM-2' }));
	expect(names()).toEqual(['Newtown', 'Oldtown']);
});

test('an address that comes late has the opt-out with it that a newer event has told', async () => {
	const out = { unsubscribed: true, marketing_email_subscription: false };
	const changed = ['unsubscribed', 'marketing_email_subscription'];
	await record('external_id', 'recommended', lives('A', 5, { ...out, previous_changes: changed }));
	await record(
		'external_id',
		'recommended',
		lives('A', 1, { ...out, previous_changes: ['email'] }),
	);
	const { attributes } = JSON.parse(sandbox.braze.requests.at(-1)!.body) as {
		attributes: IDataObject[];
	};
	expect(attributes[0]).toMatchObject({
		email: 'ann@example.com',
		email_subscribe: 'unsubscribed',
	});
});
