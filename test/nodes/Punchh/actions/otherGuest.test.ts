import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { JO, MARA, usePunchhSandbox } from '../../../harness/punchh';
import {
	ADA,
	eclub,
	guest,
	loyalty,
	member,
	receipt,
	signUp,
} from '../../../harness/punchhParameters';

/** Punchh answers with another guest than the one who was asked for. */

const punchh = usePunchhSandbox();

const INFO = '/api2/dashboard/users/info';
const MEMBERS = '/api2/dashboard/custom_segments/members';

const answer = (path: string, body: object, method: 'GET' | 'POST' | 'PATCH' = 'GET') =>
	punchh.sandbox.faults.add({
		side: 'punchh',
		method,
		path,
		count: 9,
		fault: { status: 200, body: body as Record<string, unknown> },
	});

const changes = () => punchh.calls().filter((call) => !call.startsWith('GET'));

const jo: IDataObject = { id: JO.id, user_id: JO.id, email: JO.email, phone: JO.phone };
const by = (findGuestBy: string) => ({ findGuestBy });
const redeem = { redeem: 'requested_punches', punches: 1 };

test.each<[string, INodeParameters, RegExp]>([
	['Get', guest('get', by('email')), /the email is not mara\.lind/],
	['Get by phone', guest('get', by('phone')), /the phone is not 5550142001/],
	['Ban', guest('ban', { ...by('email'), reason: 'Fraud' }), /the email is not/],
	['Update', guest('update', { updateFields: { first_name: 'Z' } }), /the user_id is not 730415/],
	[
		'Send Message or Gift',
		guest('sendMessage', { ...by('phone'), message: 'Hi' }),
		/the phone is not/,
	],
	['Force Redeem', loyalty('forceRedeem', { ...by('email'), ...redeem }), /the email is not/],
	['Create Check-In', loyalty('createCheckIn', { ...by('email'), ...receipt }), /the email is not/],
	['Create Check-In', loyalty('createCheckIn', { ...by('phone'), ...receipt }), /the phone is not/],
	[
		'Create Feedback',
		loyalty('createFeedback', { ...by('email'), rating: '1' }),
		/the email is not/,
	],
	[
		'Create Feedback',
		loyalty('createFeedback', { ...by('phone'), rating: '1' }),
		/the phone is not/,
	],
])('%s: nothing is changed', async (_what, parameters, expected) => {
	answer(INFO, jo);
	const { items, error } = await punchh.run({ parameters, items: [MARA] });
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/^Punchh answered with another guest: /);
	expect(error?.message).toMatch(expected);
	// Who asked may be somebody outside, to whom an example hands the error on.
	const said = `${error?.message} ${error?.description}`;
	for (const other of Object.values(jo)) expect(said).not.toContain(String(other));
	expect(error?.description).toMatch(/Nothing was changed/);
	expect(changes()).toEqual([]);
});

test.each([{ id: null, user_id: null }, { id: '' }, { id: 'none' }, {}])(
	'an answer with the ID %j is about nobody',
	async (ids) => {
		answer(INFO, { ...ids, email: MARA.email });
		const parameters = guest('ban', { ...by('email'), reason: 'Fraud' });
		const { error } = await punchh.run({ parameters, items: [MARA] });
		expect(error?.message).toBe('Punchh answered without the ID of the guest');
		expect(changes()).toEqual([]);
	},
);

const both = { ...by('both'), updateFields: { first_name: 'Z' } };
const newEmail = { ...by('both'), updateFields: { email: 'mara.new@example.com' } };
const changed = { id: MARA.id, email: MARA.email };

test.each<[string, INodeParameters, object]>([
	['Update', guest('update', both), jo],
	['Update', guest('update', both), { ...changed, user_id: JO.id }],
	['Update', guest('update', both), { ...changed, email: JO.email }],
	['Update', guest('update', newEmail), { ...changed, id: JO.id }],
	[
		'Sign Up to the eClub',
		eclub({ email: '={{ $json.email }}' }),
		{ user_id: JO.id, email: JO.email },
	],
])('%s: an answer about another guest is an error: %#', async (_what, parameters, body) => {
	for (const method of ['PATCH', 'POST'] as const) answer('*', body, method);
	const { items, error } = await punchh.run({ parameters, items: [MARA] });
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/^Punchh answered with another guest: /);
	expect(error?.description).toMatch(/may have changed that one/);
});

test.each<[string, INodeParameters, object]>([
	['the same address', guest('update', both), { ...changed, email: ' Mara.Lind@Example.com' }],
	['the new address', guest('update', newEmail), { ...changed, email: 'mara.new@example.com' }],
	['no ID and no address', guest('update', both), { first_name: 'Z' }],
])('an answer with %s is about the guest', async (_what, parameters, body) => {
	answer('*', body, 'PATCH');
	const { error } = await punchh.run({ parameters, items: [MARA] });
	expect(error).toBeUndefined();
});

test('who joins the eClub again with a new number is the same guest', async () => {
	answer('*', { email: MARA.email, phone: MARA.phone }, 'POST');
	const parameters = eclub({
		email: '={{ $json.email }}',
		additionalFields: { phone: '5550149999' },
	});
	const { error } = await punchh.run({ parameters, items: [MARA] });
	expect(error).toBeUndefined();
});

test('an answer without an ID has none in the output', async () => {
	const body = { email: MARA.email };
	punchh.sandbox.faults.add({
		side: 'punchh',
		method: 'PATCH',
		path: '*',
		fault: { status: 200, body },
	});
	const parameters = guest('update', { updateFields: { first_name: 'Z' } });
	const { items } = await punchh.run({ parameters, items: [MARA] });
	expect(items[0].json).toEqual(body);
});

test('Sign Up: a guest whose address only looks alike has not existed before', async () => {
	answer(INFO, { ...jo, email: 'mara.lind@example.com' });
	punchh.sandbox.punchh.seed({ guests: [{ email: 'márá.lind@example.com', user_id: 5 }] });
	const { items, error } = await punchh.run({
		parameters: signUp('mobile', { ifGuestExists: 'return' }),
		items: [{ ...ADA, email: 'márá.lind@example.com' }],
	});
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/another guest/);
});

test.each<[string, IDataObject, string]>([
	['written otherwise', { email: ' Mara.Lind@Example.COM' }, 'email'],
	['of a deactivated guest', { email: `deactivated-${MARA.email}` }, 'email'],
	['that is the second one', { email: JO.email, secondary_email: MARA.email }, 'email'],
	['that is masked', { email: 'j***@example.com' }, 'email'],
	['that is withheld', { email: null }, 'email'],
	['with a calling code', { phone: '+1 (555) 014-2001' }, 'phone'],
	['that is withheld', { phone: '' }, 'phone'],
])('an answer with an address or number %s is about the guest: %j', async (_what, told, findBy) => {
	answer(INFO, { ...jo, ...told });
	const { items } = await punchh.run({ parameters: guest('get', by(findBy)), items: [MARA] });
	expect(items[0].json).toMatchObject({ user_id: JO.id });
});

const banByPhone = async (phone: string) =>
	await punchh.run({
		parameters: guest('ban', { ...by('phone'), reason: 'Fraud' }),
		items: [{ ...MARA, phone }],
	});

test.each(['142001', '2001'])('%s, the end of a number, names nobody', async (phone) => {
	answer(INFO, { ...jo, phone: MARA.phone });
	const { error } = await banByPhone(phone);
	expect(error?.message).toMatch(/another guest/);
	expect(changes()).toEqual([]);
});

test.each(['0000000000', '000-000-0000', '0'])('%s is no phone number', async (phone) => {
	answer(INFO, jo);
	const { error } = await banByPhone(phone);
	expect(error?.message).toBe("'Phone' is not a phone number");
	expect(punchh.calls()).toEqual([]);
});

describe('a member of a segment', () => {
	const row = {
		custom_segment_member_id: 1,
		custom_segment_id: 1874,
		email: JO.email,
		user_id: JO.id,
	};

	test.each(['userId', 'email'])(
		'who is another guest is not the one asked for, by %s',
		async (how) => {
			answer(MEMBERS, [row]);
			const asked = await punchh.run({ parameters: member('isMember', by(how)), items: [MARA] });
			expect(asked.error?.message).toMatch(/another guest/);
			answer(MEMBERS, row, 'POST');
			const added = await punchh.run({ parameters: member('add', by(how)), items: [MARA] });
			expect(added.error?.message).toMatch(/another guest/);
			expect(added.error?.description).toMatch(/may have added that one/);
		},
	);

	test('who is another guest is not removed', async () => {
		answer(MEMBERS, [row]);
		const parameters = member('remove', by('email'));
		const { error } = await punchh.run({ parameters, items: [MARA] });
		expect(error?.message).toMatch(/another guest/);
		expect(error?.description).toMatch(/Nothing was changed/);
		expect(changes()).toEqual([]);
	});

	test('who is in an empty list is none', async () => {
		answer(MEMBERS, []);
		const { items } = await punchh.run({ parameters: member('isMember'), items: [MARA] });
		expect(items[0].json).toMatchObject({ user_id: String(MARA.id), is_member: false });
	});
});

describe('an identifier that Punchh does not recognize', () => {
	const add = async (invalid: string[]) => {
		answer(`${MEMBERS}/add_users`, { invalid_identifiers: invalid }, 'POST');
		return await punchh.run({
			parameters: member('addMany', { guests: '={{ $json.guest }}', bulkMethod: 'sync' }),
			items: [{ guest: 'Mara@Example' }, { guest: JO.email }],
			onError: 'continueErrorOutput',
		});
	};

	test('is found however Punchh spells it', async () => {
		const { items, errors } = await add(['mara@example']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(errors[0].json).toMatchObject({ details: { invalid: ['Mara@Example'] } });
	});

	test('and that nobody has sent makes no guest an added one', async () => {
		const { items, errors } = await add(['somebody else']);
		expect(items).toEqual([]);
		expect(errors.map(({ json }) => json.error)).toEqual(
			Array(2).fill(expect.stringContaining("does not recognize 'somebody else'")),
		);
	});
});
