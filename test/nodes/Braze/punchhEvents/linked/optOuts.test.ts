import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { BRAZE_SUBSCRIPTION_GROUPS } from '../../../../../sandbox/braze/seed';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, guest, link } from './linked.setup';

jumpingClock();

const [EMAIL_GROUP, SMS_GROUP] = BRAZE_SUBSCRIPTION_GROUPS.map(({ id }) => id);
const GROUPS = { emailGroupId: EMAIL_GROUP, smsGroupId: SMS_GROUP };

const EMAIL_OUT = { unsubscribed: true, marketing_email_subscription: false };
const CHANGED = Object.keys(EMAIL_OUT);

describe('the states of two groups are two attributes', () => {
	const known = { external_source_id: 'CRM-1', sms_subscription: false };
	const emailOut = guest({ ...known, ...EMAIL_OUT, previous_changes: CHANGED }, 5);
	const smsOut = guest({ ...known, previous_changes: ['sms_subscription'] }, 2);
	beforeEach(async () => {
		await link([guest({ ...known, sms_subscription: true }, 1)], GROUPS);
	});

	test.each([
		['in runs', [[emailOut], [smsOut]]],
		['in one run', [[emailOut, smsOut]]],
	])('an opt-out from SMS that comes after a newer one from email, %s', async (_how, runs) => {
		for (const items of runs) await link(items, GROUPS);
		expect(sandbox.braze.profiles[0].subscriptions).toEqual({
			[EMAIL_GROUP]: 'unsubscribed',
			[SMS_GROUP]: 'unsubscribed',
		});
	});

	test('both are written again when the guest gets another external ID', async () => {
		await link([smsOut, emailOut], GROUPS);
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-2' }] });
		const kept = sandbox.braze.profiles[1];
		for (const id of [EMAIL_GROUP, SMS_GROUP])
			sandbox.braze.store.subscribe(kept, id, 'subscribed');
		await link([checkIn({ external_source_id: 'CRM-2', sms_subscription: true }, 6)], GROUPS);
		expect(kept.subscriptions).toEqual({
			[EMAIL_GROUP]: 'unsubscribed',
			[SMS_GROUP]: 'unsubscribed',
		});
	});
});

test('an opt-out goes along with what is first written to a profile: it may have been there before', async () => {
	sandbox.braze.seed({
		profiles: [{ external_id: 'CRM-1', attributes: { email_subscribe: 'opted_in' } }],
	});
	await link([guest({ ...EMAIL_OUT, previous_changes: CHANGED }, 1)]);
	forgetAllGuests();
	await link([checkIn({ ...EMAIL_OUT, external_source_id: 'CRM-1' }, 2)]);
	expect(sandbox.braze.profiles).toMatchObject([
		{ external_id: 'CRM-1', attributes: { email_subscribe: 'unsubscribed' } },
	]);
	sandbox.braze.requests.length = 0;
	await link([checkIn({ ...EMAIL_OUT }, 3)]);
	expect(sandbox.braze.requests[0].body).not.toContain('email_subscribe');
});

/** A workflow that sends no states has not told them. */
test.each([
	['Subscription States: None', { subscriptions: 'none' }],
	['Leave Out', { dropFields: 'email_subscribe' }],
])('one workflow with %s, and one without', async (_what, options) => {
	sandbox.braze.seed({
		profiles: [{ external_id: 'CRM-1', attributes: { email_subscribe: 'subscribed' } }],
	});
	await link([checkIn({ ...EMAIL_OUT, external_source_id: 'CRM-1' }, 1)], options);
	await link([checkIn({ ...EMAIL_OUT, external_source_id: 'CRM-1' }, 2)]);
	await link([guest({ ...EMAIL_OUT, external_source_id: 'CRM-1', previous_changes: ['city'] }, 3)]);
	expect(sandbox.braze.profiles[0].attributes.email_subscribe).toBe('unsubscribed');
});
