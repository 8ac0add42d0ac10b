import type { IDataObject } from 'n8n-workflow';

import { readEnvelope } from '../../../../../nodes/Punchh/events/envelope';
import type { PunchhItem } from '../../../../../nodes/Punchh/events/item';
import { sample, SAMPLE_NAMES } from '../../../../harness/punchhEvents';
import { sandbox, track } from '../punchhEvents.setup';

/** What a Merge node, or a Set node, has put in the place of the event's own `guest`. */

const BEN = { email: 'ben@example.org', phone: '+1 615 555 0199' };
const by = { identifiers: { identifier: [{ by: 'email' }, { by: 'linked' }] } };

const read = (envelope: IDataObject) =>
	(readEnvelope(Buffer.from(JSON.stringify(envelope)), 0) as { item: PunchhItem }).item;
const checkIn = (user: IDataObject) =>
	read(sample('checkin-loyalty-create-online', { user_id: 730_415, user }));
const ofBen = (more: IDataObject = {}) => checkIn({ user_id: 730_415, ...BEN, ...more });

test.each<[string, IDataObject, IDataObject]>([
	['email', { name: 'Mara', email: 'mara@example.com' }, {}],
	['phone', { phone: '6155550117', user_id: null }, {}],
	['external_id', { external_id: 'CRM-1' }, { external_source_id: 'CRM-2' }],
	['external_id', { external_id: 1 }, { external_source_id: '2' }],
	['email', { email: 'mara@example.com', external_id: 'CRM-1' }, {}],
	['email', { email: 'mara@example.com' }, { user_id: null }],
])('one with another %s is refused', async (name, guest, user) => {
	const { items, errors } = await track([{ ...ofBen(user), guest }], by);
	expect(items).toEqual([]);
	expect(errors[0].json.error).toBe(`'guest' has another '${name}' than the guest of 'payload'`);
	expect(sandbox.braze.profiles).toEqual([]);
});

test.each<[string, IDataObject, IDataObject]>([
	['adds an external ID', { ...BEN, external_id: 'CRM-1' }, {}],
	['adds an address', { email: BEN.email }, { email: null }],
	['has the address in other capitals', { email: ' Ben@Example.ORG' }, {}],
	['has the number without a calling code', { phone: '(615) 555-0199', email: BEN.email }, {}],
	['has a second address', { ...BEN, email: 'ben@work.example' }, {}],
	['has the address of before', { email: BEN.email }, { email: 'deactivated-ben@example.org' }],
	['has an ID as a number', { external_id: 42 }, { external_source_id: '42' }],
	['has an address that was changed by hand', { user_id: 730_415, email: 'b@work.example' }, {}],
	['has a text where no number is', { phone: 'n/a', external_id: 'CRM-1' }, {}],
	['has a number of nobody', { phone: '0000000000', external_id: 'CRM-1' }, {}],
])('one that %s is the guest', async (_what, guest, user) => {
	const { errors } = await track([{ ...ofBen(user), guest: guest as PunchhItem['guest'] }], by);
	expect(errors).toEqual([]);
	expect(sandbox.braze.profiles).toHaveLength(1);
});

test('what the trigger emits is not refused, whatever kind of event it is', async () => {
	const { errors } = await track(SAMPLE_NAMES.map((name) => read(sample(name))));
	expect(errors.filter(({ json }) => String(json.error).includes("'guest' has"))).toEqual([]);
});

test.each<[string, IDataObject]>([
	['number of nobody', { phone: '0000000000' }],
	['ID of nobody', { external_source_id: 'null' }],
])('who has only a %s in common with the user ID beside it is somebody else', (_what, common) => {
	const nested = { email: BEN.email, phone: null, ...common };
	const about = { user_id: 730_415, email: 'mara@example.com', user: nested, ...common };
	expect(read(sample('checkin-loyalty-create-online', about)).guest).toMatchObject({
		user_id: null,
		email: BEN.email,
	});
});

test('who is in `user` is not the user ID beside it, if both have an address', async () => {
	const nested = { ...BEN, first_name: 'Ben' };
	const about = { user_id: 730_415, email: 'mara@example.com', user: nested };
	const gift = read(sample('checkin-loyalty-create-online', about));
	expect(gift.guest).toMatchObject({ ...BEN, user_id: null });
	const same = read(
		sample('checkin-loyalty-create-online', { ...about, email: 'BEN@example.org' }),
	);
	expect(same.guest).toMatchObject({ ...BEN, user_id: 730_415 });
	expect(checkIn(nested).guest).toMatchObject({ ...BEN, user_id: 730_415 });
});
