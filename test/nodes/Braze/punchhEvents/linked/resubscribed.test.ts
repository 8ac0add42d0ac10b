import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { elsewhere, guest, link } from './linked.setup';

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const CRM = { external_source_id: 'CRM-1' };
const OUT = { unsubscribed: true, marketing_email_subscription: false };

/** The profile of the guest. */
const attributes = () =>
	sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-1')!.attributes;
const limited = () =>
	sandbox.faults.add({
		side: 'braze',
		path: '/users/track',
		count: 1,
		fault: { status: 429, headers: { 'x-ratelimit-retry-after': '600' } },
	});

describe('an older event with a new address, after a newer opt-out leaves the guest opted out', () => {
	const address = guest({ ...CRM, email: 'new@example.com', previous_changes: ['email'] }, 4);
	const out = guest(
		{ ...CRM, email: 'new@example.com', ...OUT, previous_changes: Object.keys(OUT) },
		5,
	);
	const left = guest(
		{
			...CRM,
			...OUT,
			email: 'deactivated-new@example.com',
			user_status: 'deactivated',
			previous_changes: ['email', 'user_status'],
		},
		5,
	);
	beforeEach(async () => {
		sandbox.braze.knobs.resubscribeNewEmail = true;
		await link([guest({ ...CRM, email: 'old@example.com', previous_changes: ['email'] }, 1)]);
	});

	test.each([
		['it comes late', [[out], [address]]],
		['in one run', [[out, address]]],
		['the guest is deactivated', [[left], [address]]],
	])('%s', async (_how, runs) => {
		for (const run of runs) await link(run);
		expect(attributes().email_subscribe).toBe('unsubscribed');
	});

	test('it is given back (429) and sent again', async () => {
		limited();
		expect((await link([address])).errors[0].json.details).toMatchObject({ verdict: 'failed' });
		await link([out]);
		await link([address]);
		expect(attributes().email_subscribe).toBe('unsubscribed');
	});
});

describe('an opt-out that is not newer than the address stays out of it', () => {
	const out = guest({ ...CRM, ...OUT, previous_changes: Object.keys(OUT) }, 1);
	const address = guest({ ...CRM, email: 'new@example.com', previous_changes: ['email'] }, 5);

	test('so the guest who has opted in again in Braze stays opted in', async () => {
		await link([out]);
		await elsewhere('/users/track', {
			attributes: [{ external_id: 'CRM-1', email_subscribe: 'opted_in' }],
		});
		await link([address]);
		expect(attributes()).toMatchObject({ email: 'new@example.com', email_subscribe: 'opted_in' });
	});
});

describe('no opt-out goes along', () => {
	const address = guest({ ...CRM, email: 'new@example.com', previous_changes: ['email'] }, 4);
	const out = guest({ ...CRM, ...OUT, previous_changes: Object.keys(OUT) }, 5);
	beforeEach(async () => {
		sandbox.braze.knobs.resubscribeNewEmail = true;
		await link([guest({ ...CRM, email: 'old@example.com', previous_changes: ['email'] }, 1)]);
		await link([out]);
	});

	test.each([
		['if the workflow writes no subscriptions', { subscriptions: 'none' }],
		['if it leaves the field out', { dropFields: 'email_subscribe' }],
	])('%s', async (_when, options) => {
		await link([address], options);
		expect(attributes()).toMatchObject({ email: 'new@example.com', email_subscribe: 'subscribed' });
	});
});
