import type { INodeParameters } from 'n8n-workflow';

import { KINDS } from '../../../../nodes/Punchh/events/kinds';
import { PunchhTrigger } from '../../../../nodes/Punchh/PunchhTrigger.node';
import { whyNotSelected } from '../../../../nodes/Punchh/trigger/filter';
import { readSample } from '../../../../sandbox/punchh/webhooks/events';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

let trigger: ServedTrigger;
afterEach(async () => await trigger.close());

test.each<[string, INodeParameters, string, object, string]>([
	[
		'type',
		{ events: ['reward'] },
		'guest-create',
		{},
		"to get it, choose 'Guest' under 'Events' in the Punchh Trigger",
	],
	[
		'type, which Punchh calls otherwise,',
		{ events: ['reward'] },
		'other/user-subscription.inferred',
		{},
		"to get 'User Subscription', choose 'Other Events' under 'Events'",
	],
	[
		'kind',
		{ events: ['transactional_notification'], transactionalKinds: ['checkin_void'] },
		'transactional-feedback_reply',
		{},
		"to get it, choose 'Feedback Reply' under 'Transactional Notifications'",
	],
	[
		'other event',
		{ events: ['other'], otherFamilies: ['redeemables'] },
		'guest-create',
		{ event_name: 'a <b>name</b> of somebody' },
		"to get it, choose its kind under 'Other Events'",
	],
	[
		'action',
		{ events: ['guest'], options: { actions: ['create'] } },
		'guest-create',
		{ action: ' UPDATE ' },
		"to get it, choose 'update' under 'Actions'",
	],
])('an event whose %s is not chosen gets a 200 that says so', async (_what, ...given) => {
	const [parameters, sample, changes, reason] = given;
	trigger = await serveTrigger({ authentication: 'none', ...parameters }, {});
	const event = { ...readSample(sample), ...changes };
	const response = await fetch(trigger.url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(event),
	});
	const said = expect.stringContaining(reason);
	expect(response.status).toBe(200);
	expect(response.headers.get('x-not-started')).toEqual(said);
	expect(await response.json()).toEqual({ message: 'Not selected', reason: said });
	expect(trigger.executions).toEqual([]);
});

test('the lists that it names are those of the panel', () => {
	const named = Object.keys(KINDS).map((event) => {
		const envelope = { event_name: 'new', event_type: 'new', action: 'create' };
		const filter = { events: [event], kinds: { [event]: ['another'] }, actions: [] };
		const reason = whyNotSelected({ event, ...envelope } as never, filter as never);
		return /under '(.+)' in/.exec(String(reason))?.[1];
	});
	const labels = new PunchhTrigger().description.properties.map(({ displayName }) => displayName);
	expect(labels).toEqual(expect.arrayContaining(named));
	expect(named).toHaveLength(3);
});
