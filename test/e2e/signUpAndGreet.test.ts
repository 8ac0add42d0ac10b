/** The example that signs a guest up in Punchh and has Braze greet the guest. */
import { BRAZE_CAMPAIGNS } from '../../sandbox/braze/seed';
import { INPUT_PASSWORD } from '../harness/keptSecrets';
import { control, postToExample, resetSandbox, sandboxState } from './stack';

beforeEach(resetSandbox);

const EXAMPLE = 'sign-up-and-greet';
const ADA = {
	email: 'ada@example.com',
	password: INPUT_PASSWORD,
	first_name: 'Zoë',
	last_name: 'Berg',
	crm_id: 'CRM-1',
};

const held = async () => {
	const { punchh, braze } = await sandboxState();
	const guest = punchh.guests.find(({ email }) => email === ADA.email);
	const greetings = braze.requests.filter(({ url }) => url === '/campaigns/trigger/send');
	return { guest, greetings: greetings.length, profiles: braze.profiles };
};

test('the guest is in Punchh and Braze under one ID, and greeted once', async () => {
	const response = await postToExample(EXAMPLE, ADA);
	const { guest, profiles } = await held();
	expect(await response.json()).toEqual({
		user_id: String(guest!.user_id),
		external_source_id: 'CRM-1',
		greeted: true,
	});
	expect(guest).toMatchObject({ first_name: 'Zoë', external_source_id: 'CRM-1' });
	expect(profiles).toMatchObject([
		{
			external_id: 'CRM-1',
			attributes: {
				email: ADA.email,
				first_name: 'Zoë',
				last_name: 'Berg',
				punchh_user_id: guest!.user_id,
			},
			received: [{ kind: 'campaign', id: BRAZE_CAMPAIGNS[0].id }],
		},
	]);
	// The backend did not hear the answer.
	expect((await postToExample(EXAMPLE, ADA)).status).toBe(500);
	expect((await held()).greetings).toBe(1);
});

test('Braze does not take the greeting: the guest is signed up, and the answer says so', async () => {
	await control('POST', '/faults', {
		side: 'braze',
		path: '/campaigns/trigger/send',
		fault: { status: 401 },
	});
	const response = await postToExample(EXAMPLE, ADA);
	const { guest, profiles } = await held();
	expect(await response.json()).toEqual({
		user_id: String(guest!.user_id),
		external_source_id: 'CRM-1',
		greeted: false,
		reason: expect.any(String),
	});
	expect(profiles).toEqual([]);
});

test('a guest whom Punchh refuses is not greeted', async () => {
	const refused = { ...ADA, email: 'mara.lind@example.com' };
	expect((await postToExample(EXAMPLE, refused)).status).toBe(500);
	expect(await held()).toEqual({ guest: undefined, greetings: 0, profiles: [] });
});
