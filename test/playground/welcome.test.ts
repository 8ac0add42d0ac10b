import { furnish, CANVAS_STEPS, type Furnished } from '../../playground/furnish';
import { exampleNames, readExample } from '../../playground/provision';
import { n8nLinks, welcome, type Welcomed } from '../../playground/welcome';
import { webhookPath, withWebhookId } from '../../playground/webhookPaths';
import { startSandbox, type Sandbox } from '../../sandbox';
import { callControl } from '../sandbox/http';
import { startScripted, type ScriptedReceiver } from '../sandbox/scriptedReceiver';

const BRAZE_TRIGGER = 'n8n-nodes-punchh-braze.brazeTrigger';
const EVENTS = 'punchh-events-to-braze';

let sandbox: Sandbox;
let n8n: ScriptedReceiver;
let stack: Welcomed & Furnished;
beforeEach(async () => {
	sandbox = await startSandbox();
	n8n = await startScripted();
	const stored = exampleNames().map((name) => {
		const { nodes, ...rest } = readExample(name);
		return [name, { ...rest, id: `id-of-${name}`, nodes: nodes.map(withWebhookId) }];
	});
	stack = {
		n8n: { url: n8n.origin, pid: 4711, log: 'the log' },
		sandbox,
		secrets: { ownerPassword: 'P1 of the owner', callerPassword: 'P1 of callers' },
		workflows: Object.fromEntries(stored) as never,
		webhookUrl: `${n8n.origin}/webhook/events/punchh`,
	} as unknown as Welcomed & Furnished;
});
afterEach(async () => {
	await sandbox.close();
	await n8n.close();
});

test('what a newcomer needs is printed in the order in which it is needed', () => {
	const printed = welcome(stack);
	const workflow = `${n8n.origin}/workflow/id-of-${EVENTS}`;
	const inOrder = [
		sandbox.controlUrl,
		'Loyalty Check-In',
		'owner@example.com  /  P1 of the owner',
		`Workflow      ${workflow}\n`,
		`Executions    ${workflow}/executions\n`,
		`All examples  ${n8n.origin}/home/workflows\n`,
		...Object.keys(CANVAS_STEPS).map((name) => n8n.origin + pathOf(name)),
		stack.webhookUrl,
		'caller  /  P1 of callers',
		sandbox.controlToken,
		'kill -USR1 4711',
	];
	const places = inOrder.map((text) => printed.indexOf(text));
	expect(places).toEqual([...places].sort((one, other) => one - other));
	expect(inOrder.filter((text) => !printed.includes(text))).toEqual([]);
});

test('every example that waits for Braze has a step that calls it, as a marketer would enter it', async () => {
	const waiting = exampleNames().filter((name) =>
		readExample(name).nodes.some(({ type }) => type === BRAZE_TRIGGER),
	);
	expect(Object.keys(CANVAS_STEPS).sort()).toEqual(waiting.sort());

	await furnish(stack);
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1', attributes: { punchh_user_id: 7 } }] });
	for (const { id } of sandbox.brazeWebhooks.messages) {
		await callControl(sandbox, 'POST', '/braze/messages/send', { id, to: ['CRM-1'] });
	}
	await sandbox.brazeWebhooks.idle();
	const got = n8n.received.filter(({ method, url }) => method === 'POST' && url.endsWith('/braze'));
	expect(got.map(({ url }) => url).sort()).toEqual(Object.keys(CANVAS_STEPS).map(pathOf).sort());
	for (const { headers, body } of got) {
		expect(headers['x-webhook-secret']).toBe('sandbox-braze-webhook-secret');
		expect(JSON.parse(body)).toMatchObject({
			external_id: 'CRM-1',
			properties: { punchh_user_id: '7' },
		});
	}
});

test('the events example gets all events, also after a reset; the page leads to n8n', async () => {
	sandbox.showLinks(n8nLinks(stack));
	await sandbox.furnish(async () => await furnish(stack));
	await callControl(sandbox, 'POST', '/reset');
	await sandbox.punchhWebhooks.quiet();
	await n8n.until(2);
	const [webhook, ...others] = sandbox.punchhWebhooks.webhooks;
	expect(others).toEqual([]);
	expect(webhook).toMatchObject({ baseUrl: n8n.origin, endPoint: '/webhook/events/punchh' });
	expect(sandbox.brazeWebhooks.messages).toHaveLength(Object.keys(CANVAS_STEPS).length);
	const { body } = await callControl(sandbox, 'GET', '/summary');
	expect(body).toMatchObject({ links: n8nLinks(stack) });
});

/** Where n8n serves the Braze Trigger of an example. */
function pathOf(example: string): string {
	const { nodes } = stack.workflows[example];
	return `/webhook/${webhookPath(nodes.find(({ type }) => type === BRAZE_TRIGGER)!)}`;
}
