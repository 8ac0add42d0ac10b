import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Rule } from '../../../../../sandbox/faults/rules';
import { MARA, usePunchhSandbox } from '../../../../harness/punchh';
import { ADA, signUp } from '../../../../harness/punchhParameters';

const punchh = usePunchhSandbox();

const PATHS: Record<string, string> = {
	mobile: '/api2/mobile/users',
	sso: '/api/auth/customers.json',
};

/** Disturbs the next sign-ups. */
const disturb = (api: string, fault: Rule['fault'], count = 1) =>
	punchh.sandbox.faults.add({
		side: 'punchh',
		method: 'POST',
		path: PATHS[api],
		count,
		fault,
	});

const LOOK_UP = '/api2/dashboard/users/info';

const guestsOf = (email: string) =>
	punchh.sandbox.punchh.guests.filter((guest) => guest.email === email);

describe.each(['mobile', 'sso'])('a sign-up by %s whose answer is lost', (api) => {
	const lost: Array<[string, Rule['fault']]> = [
		['cut off after the guest was made', { cut: 'after' }],
		['cut off before', { cut: 'before' }],
		['answered with 503', { status: 503, body: '<html>Unavailable</html>' }],
	];

	test.each(lost)('%s: one guest, and no "taken"', async (_what, fault) => {
		disturb(api, fault);
		const { items, error } = await punchh.run({ parameters: signUp(api), items: [ADA] });
		expect(error).toBeUndefined();
		expect(guestsOf(ADA.email)).toHaveLength(1);
		const how = 'cut' in fault && fault.cut === 'after' ? 'found_again' : 'created';
		expect(items[0].json).toMatchObject({
			user_id: guestsOf(ADA.email)[0].user_id,
			external_source_id: 'CRM-1',
			sign_up: how,
		});
	});

	test.each(lost)('%s: looked up where the dashboard may be asked', async (_what, fault) => {
		disturb(api, fault);
		const parameters = signUp(api, { ifGuestExists: 'return' });
		const { items, error } = await punchh.run({ parameters, items: [ADA] });
		expect(error).toBeUndefined();
		expect(guestsOf(ADA.email)).toHaveLength(1);
		const { sign_up: how, email, external_source_id: externalId } = items[0].json;
		expect(email).toBe(ADA.email);
		// Who was found may have been there before the sign-up: nothing is said that was not seen.
		expect(externalId).toBe(how === 'created' ? 'CRM-1' : undefined);
		// The look comes before the second try.
		expect(punchh.calls().slice(0, 2)).toContain('GET /api2/dashboard/users/info');
	});

	test('of a guest who was there before: no external ID is claimed that Punchh does not have', async () => {
		disturb(api, { status: 503, body: '' });
		const { items } = await punchh.run({
			parameters: signUp(api, { ifGuestExists: 'return' }),
			items: [{ ...ADA, email: MARA.email }],
		});
		expect(items[0].json).toMatchObject({ sign_up: 'found_again', email: MARA.email });
		expect(items[0].json).not.toHaveProperty('external_source_id');
	});

	test('of a guest whom another password opens: that is somebody else', async () => {
		disturb(api, { cut: 'before' });
		const items = [{ ...ADA, email: MARA.email }];
		const { error } = await punchh.run({ parameters: signUp(api), items });
		expect(error?.message).toBe('Email has already been taken');
	});

	test.each([
		['login', 'fail', '/api2/mobile/users/login', '/api/auth/customers/sign_in'],
		['look-up', 'return', LOOK_UP, LOOK_UP],
	])('and then that of the %s: the outcome is still open', async (_what, exists, ...paths) => {
		disturb(api, { cut: 'after' });
		const path = paths[api === 'mobile' ? 0 : 1];
		punchh.sandbox.faults.add({
			side: 'punchh',
			path,
			fault: { status: 429, headers: { 'retry-after': '3600' } },
		});
		const parameters = signUp(api, { ifGuestExists: exists });
		const { error } = await punchh.run({ parameters, items: [ADA] });
		expect(guestsOf(ADA.email)).toHaveLength(1);
		expect(error?.message).toBe('Punchh did not answer: the connection was lost');
		expect(error?.description).toMatch(/may have acted.*failed as well: Punchh: too many calls/);
	});

	test('and whose look fails, of twenty guests in a row: the others are not tried', async () => {
		disturb(api, { cut: 'before' }, 25);
		const fault = { status: 429, headers: { 'retry-after': '3600' } };
		punchh.sandbox.faults.add({ side: 'punchh', path: LOOK_UP, fault });
		const result = await punchh.run({
			parameters: signUp(api, { ifGuestExists: 'return' }),
			items: Array.from({ length: 25 }, () => ADA),
			onError: 'continueErrorOutput',
		});
		const notTried = result.errors.filter(({ json }) => /^Not tried/.test(String(json.error)));
		expect(notTried).toHaveLength(5);
	});

	test('and that then meets a limit: the outcome is still open', async () => {
		disturb(api, { cut: 'before' });
		disturb(api, { status: 429, headers: { 'retry-after': '3600' } });
		const { error } = await punchh.run({ parameters: signUp(api), items: [ADA] });
		expect(error?.message).toBe('Punchh did not answer: the connection was lost');
		expect(error?.description).toMatch(/may have acted/);
	});

	test('that never comes: the outcome is called open', async () => {
		disturb(api, { cut: 'before' }, 10);
		const { error } = await punchh.run({ parameters: signUp(api), items: [ADA] });
		expect(error?.message).toBe('Punchh did not answer: the connection was lost');
		expect(error?.description).toMatch(/may have acted/);
	});
});

describe('a guest who exists', () => {
	const items = [{ ...ADA, email: MARA.email }];

	test('is returned unchanged when asked for, without the new external ID', async () => {
		const parameters = signUp('mobile', { ifGuestExists: 'return' });
		const { items: output, error } = await punchh.run({ parameters, items });
		expect(error).toBeUndefined();
		expect(output[0].json).toMatchObject({ user_id: MARA.id, sign_up: 'existed' });
		expect(output[0].json).not.toHaveProperty('external_source_id');
		expect(punchh.sandbox.punchh.findGuest(MARA.id)?.first_name).toBe('Mara');
	});

	test('fails when not', async () => {
		const { error } = await punchh.run({ parameters: signUp('mobile'), items });
		expect(error?.message).toBe('Email has already been taken');
		expect(error?.description).toMatch(/'If Guest Exists'/);
		expect(punchh.calls()).toEqual(['POST /api2/mobile/users']);
	});
});

test('each guest signs up from a device of its own, or from the one that is given', async () => {
	const devices = async (additionalFields: INodeParameters) => {
		const items = ['b@example.com', 'c@example.com'].map((email) => ({ ...ADA, email }));
		punchh.sandbox.reset();
		const { error } = await punchh.run({
			parameters: signUp('mobile', { additionalFields }),
			items,
		});
		expect(error).toBeUndefined();
		return items.map(({ email }) => guestsOf(email)[0].devices[0].app_device_id);
	};
	const [one, other] = await devices({});
	expect(one).toMatch(/^[0-9a-f-]{36}$/);
	expect(other).not.toBe(one);
	expect(await devices({ deviceId: 'kiosk-7' })).toEqual(['kiosk-7', 'kiosk-7']);
});

test('one bad guest among three leaves through the error output, the others get through', async () => {
	const items = [
		ADA,
		{ ...ADA, email: MARA.email },
		{ ...ADA, email: 'c@example.com', crm: 'CRM-2' },
	];
	const result = await punchh.run({
		parameters: signUp('mobile'),
		items,
		onError: 'continueErrorOutput',
	});
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(result.errors).toMatchObject([
		{ json: { error: 'Email has already been taken' }, pairedItem: { item: 1 } },
	]);
});

test('fields reach Punchh as it wants them', async () => {
	const additionalFields = {
		birthday: '1991-06-23T00:00:00.000Z',
		anniversary: '={{ $json.joined }}',
		external_source: 'other',
		otherSource: 'ext_idp',
		external_source_id: '={{ $json.crm }}',
		favourite_location_ids: '315902, 315903',
		phone: '',
		profileFieldAnswers: {
			answer: [
				{ field: 'upf3', value: '={{ $json.likes }}' },
				{ field: 'upf4', value: 'Dogs' },
				{ field: 'upf5', value: '' },
			],
		},
		otherFields: '{ "work_zip_code": "04101" }',
		deviceId: 'device-1',
	};
	const { error } = await punchh.run({
		parameters: signUp('mobile', { additionalFields, options: { language: 'es-MX' } }),
		items: [{ ...ADA, joined: '2015-06-20', likes: ['Tea', 'Cake'] }],
	});
	expect(error).toBeUndefined();
	const { user } = JSON.parse(punchh.sandbox.punchh.requests[0].body) as { user: IDataObject };
	expect(user).toEqual({
		email: ADA.email,
		first_name: 'Zoë',
		last_name: 'Berg',
		password: ADA.password,
		password_confirmation: ADA.password,
		birthday: '1991-06-23',
		anniversary: '2015-06-20',
		external_source: 'ext_idp',
		external_source_id: 'CRM-1',
		favourite_location_ids: [315902, 315903],
		profile_field_answers: { upf3: 'Tea|Cake', upf4: 'Dogs' },
		work_zip_code: '04101',
	});
});
