import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { fetchFresh } from '../../playground/fetchFresh';
import { triggerPath } from '../../playground/webhookPaths';
import { BRAZE_WEBHOOK_HEADER } from '../../sandbox/braze/seed';
import { WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { freshEvent } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import { publishTrigger } from '../drills/instance';
import { connect, stack } from './stack';
import { publishCopy } from './workflow';

const client = connect();
const REPORTING = { reportRefused: true };
const WRONG = { ...WEBHOOK_SECRETS, secret: 'guessed' };

/** What a trigger put out in each execution of its workflow, once so many have ended. */
async function itemsOf(workflowId: string, trigger: string, count: number): Promise<IDataObject[]> {
	const executions = await client.waitForExecutions(workflowId, count);
	return executions.flatMap(({ data }) =>
		data.resultData.runData[trigger].flatMap((run) => run.data!.main[0]!.map(({ json }) => json)),
	);
}

const report = (cause: string) => ({
	refused_calls: {
		total: 1,
		since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
		causes: [{ cause, calls: 1, check: expect.stringMatching(/\w/) }],
	},
});

test.each([
	['acknowledged when stored', { groupEvents: false }],
	['acknowledged when the workflow has succeeded', { groupEvents: false, acknowledge: 'lastNode' }],
	['grouped', { groupEvents: true, maxEvents: 75, maxWait: 250 }],
])('Punchh Trigger, %s: refused calls are one item', async (_way, parameters) => {
	const credentials = await client.listCredentials();
	const credential = credentials.find(({ type }) => type === 'punchhWebhookApi')!;
	const { id, url } = await publishTrigger(
		{ client, server: { url: stack.n8nUrl } },
		{ id: credential.id, name: credential.name },
		`Refused calls ${randomUUID()}`,
		{ options: REPORTING, ...parameters },
	);
	const event = freshEvent('guest-create');
	for (let call = 0; call < 5; call++) {
		expect((await sendEvent(url, 'hmacSha256', event, WRONG)).status).toBe(401);
	}
	expect((await sendEvent(url, 'none', event)).status).toBe(401);
	expect((await sendEvent(url, 'hmacSha256', event)).status).toBe(200);

	const items = await itemsOf(id, 'Punchh Trigger', 2);
	expect(items).toEqual([
		report('wrong proof'),
		expect.objectContaining({ event: 'guest', content_id: event.content_id }),
	]);
	expect(JSON.stringify(items[0])).not.toContain(String(event.content_id));
});

test('Braze Trigger: refused calls are one item', async () => {
	const copy = await publishCopy(
		client,
		'braze-canvas-to-punchh-segment',
		({ name, parameters }) =>
			name === 'Braze Trigger' ? { parameters: { ...parameters, options: REPORTING } } : {},
	);
	const url = stack.n8nUrl + triggerPath(copy);
	const call = async (secret: string) => {
		const headers = { [BRAZE_WEBHOOK_HEADER.headerName]: secret, 'Content-Type': 'text/plain' };
		return (await fetchFresh(url, { method: 'POST', headers, body: '{"external_id":"CRM-1"}' }))
			.status;
	};
	for (let count = 0; count < 5; count++) expect(await call('guessed')).toBe(401);
	expect(await itemsOf(copy.id, 'Braze Trigger', 1)).toEqual([report('wrong proof')]);
});
