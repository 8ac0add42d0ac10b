import type { INodeParameters } from 'n8n-workflow';

import { readSample } from '../../../../sandbox/punchh/webhooks/events';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

let trigger: ServedTrigger;
afterEach(async () => await trigger.close());

test.each<[string, INodeParameters, string, object, string]>([
	['type', { events: ['reward'] }, 'guest-create', {}, "'Guest' is not chosen under 'Events'"],
	[
		'kind',
		{ events: ['transactional_notification'], transactionalKinds: ['checkin_void'] },
		'transactional-feedback_reply',
		{},
		"Of 'Transactional Notification' the Punchh Trigger has other kinds chosen",
	],
	[
		'other event',
		{ events: ['other'], otherFamilies: ['redeemables'] },
		'guest-create',
		{ event_name: 'a <b>name</b> of somebody' },
		"Of 'Other Events' the Punchh Trigger has other kinds chosen",
	],
	[
		'action',
		{ events: ['guest'], options: { actions: ['create'] } },
		'guest-create',
		{ action: ' UPDATE ' },
		"'update' is not chosen under 'Actions'",
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
