import { MARA, punchhSandbox } from './harness';

const punchh = punchhSandbox();
const COUNT = 5_000;
const guests = Array.from({ length: COUNT }, (_, index) => ({
	user_id: 2_000_000 + index,
	email: `guest.${index}@example.com`,
	phone: String(6_000_000_000 + index),
}));

test('seed adds to what is there, and says how much there is', () => {
	const { state } = punchh;
	expect(
		state.seed({
			guests,
			segments: [{ name: 'Backfill' }],
			redeemables: [{ ...state.redeemables[0], redeemable_id: 1, name: 'Tea' }],
			locations: [{ ...state.locations[0], location_id: 2, store_number: '9' }],
		}),
	).toEqual({ guests: COUNT + 3, segments: 3, redeemables: 3, locations: 4 });
	expect(state.findGuest(MARA.user_id)).toBeDefined();
	expect(state.findSegment(state.segments.at(-1)!.custom_segment_id)?.name).toBe('Backfill');
	state.reset();
	expect(state.seed({})).toEqual({ guests: 3, segments: 2, redeemables: 2, locations: 3 });
});

test('seeded guests are found by everything, also after a change', async () => {
	const { state } = punchh;
	state.seed({ guests });
	const wanted = guests[COUNT - 1];
	for (const query of [
		`user_id=${wanted.user_id}`,
		`email=${wanted.email}`,
		`phone=${wanted.phone}`,
	]) {
		const answer = await punchh.dashboard('GET', `/users/info?${query}`);
		expect(answer).toMatchObject({ status: 200, body: { user_id: wanted.user_id } });
	}
	const { user_id: id, email } = wanted;
	const user = { email: 'moved@example.com', external_source: 'auth0', external_source_id: 'E-1' };
	await punchh.dashboard('PATCH', '/users', { id: String(id), email, user });
	expect(state.findByEmail(email)).toBeUndefined();
	expect(state.findByEmail('MOVED@example.com')?.user_id).toBe(id);
	expect(state.findByExternalId('auth0', 'E-1')?.user_id).toBe(id);
});

test('each guest of a backfill gets an external ID of its own', async () => {
	punchh.state.seed({ guests });
	for (const { user_id: id, email } of guests.slice(0, 60)) {
		const user = { external_source: 'customer_id', external_source_id: `CRM-${id}` };
		const answer = await punchh.dashboard('PATCH', '/users', { id: String(id), email, user });
		expect(answer.status).toBe(200);
	}
	const found = guests.slice(0, 60).map(({ user_id: id }) => punchh.state.findGuest(id));
	expect(found.map((guest) => guest?.external_source_id)).toEqual(
		guests.slice(0, 60).map(({ user_id: id }) => `CRM-${id}`),
	);
});

test.each([
	['user ID', { user_id: MARA.user_id, email: 'other@example.com' }],
	['e-mail', { email: MARA.email.toUpperCase() }],
])('seed refuses a guest with a %s that is taken', (_name, guest) => {
	expect(() => punchh.state.seed({ guests: [guest] })).toThrow(/there is such a guest already/);
	expect(punchh.state.guests).toHaveLength(3);
});

test('new numbers begin above the seeded ones', async () => {
	punchh.state.seed({ guests: [{ user_id: 5_000_000, email: 'x@example.com' }] });
	const { body } = await punchh.signUp();
	expect(body).toMatchObject({ user: { user_id: 5_000_001 } });
});

test('the log keeps the newest requests only', async () => {
	punchh.state.knobs.keepRequests = 10;
	for (let index = 1; index <= 30; index++) await punchh.dashboard('GET', `/meta?n=${index}`);
	const { requests } = punchh.state;
	expect(requests.length).toBeLessThanOrEqual(11);
	expect(requests.at(-1)!.url).toMatch(/n=30$/);
});
