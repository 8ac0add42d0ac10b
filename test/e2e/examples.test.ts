import { randomUUID } from 'node:crypto';

import { fetchFresh } from '../../playground/fetchFresh';
import type { WorkflowFile } from '../../playground/n8nClient';
import {
	callerHeader,
	ensureCredentials,
	exampleCredentials,
	calledExampleNames,
	readExample,
	withCredentials,
	withChoices,
	type References,
} from '../../playground/provision';
import { triggerPath } from '../../playground/webhookPaths';
import { BRAZE_WEBHOOK_HEADER } from '../../sandbox/braze/seed';
import { readSample } from '../../sandbox/punchh/webhooks/events';
import { authHeaders } from '../../sandbox/punchh/webhooks/send';
import { INPUT_PASSWORD } from '../harness/keptSecrets';
import { expectNoSecretStored } from './secrets';
import { connect, postToExample, resetSandbox, sandboxState, stack, handIn } from './stack';

const client = connect();
beforeEach(resetSandbox);

const ADA = {
	email: 'ada@example.com',
	password: INPUT_PASSWORD,
	first_name: 'Zoë',
	last_name: 'Berg',
	crm_id: 'CRM-1',
};
const JO = { email: 'jo.park@example.com', crm_id: 'CRM-2' };

/** A call of an example, or an upload. */
interface Call {
	body: string | FormData;
	/** What proves who calls. */
	proof: Record<string, string>;
	/** A proof of the same kind that is not the right one. */
	wrong: Record<string, string>;
	/** How a wrong one is answered, if not with 401. */
	wrongStatus?: number;
}

const BASIC = {
	proof: callerHeader(stack.secrets),
	wrong: callerHeader({ ...stack.secrets, callerPassword: 'guessed' }),
};
const secretHeader = (secret: string) => ({ [BRAZE_WEBHOOK_HEADER.headerName]: secret });
const BRAZE: Call = {
	body: '{"external_id":"CRM-1","properties":{"punchh_user_id":"730415"}}',
	proof: secretHeader(BRAZE_WEBHOOK_HEADER.headerSecret),
	wrong: secretHeader('guessed'),
};
const csv = new FormData();
csv.append('field-0', new Blob([`email,crm_id\n${JO.email},${JO.crm_id}`]), 'guests.csv');

const CHAT = JSON.stringify({ action: 'sendMessage', sessionId: '1', chatInput: 'add 730415' });

/** The event that each example is sent which Punchh calls. */
const PUNCHH_SAMPLES = {
	'deletions-to-braze': 'guest-create',
	'punchh-events-to-braze': 'guest-create',
	'expiring-points-to-braze-campaign': 'transactional-reward_expiry_reminder',
	'reward-to-braze-canvas': 'reward-signup-campaign',
};

/** What would be done if the example believed its caller. */
const CALLS: Record<string, Call> = {
	'add-guests-to-segment': { ...BASIC, body: '{"guests":[{"user_id":730415}]}' },
	'backfill-external-ids': { ...BASIC, body: csv },
	'first-load-of-guests': { ...BASIC, body: csv },
	'loyalty-assistant': { ...BASIC, body: CHAT, wrongStatus: 403 },
	'braze-canvas-to-punchh-segment': BRAZE,
	...punchhCalls(),
	'sign-up-and-greet': { ...BASIC, body: JSON.stringify(ADA) },
	'sign-up-guest': { ...BASIC, body: JSON.stringify(ADA) },
	'update-external-id': { ...BASIC, body: JSON.stringify({ guests: [JO] }) },
	'win-back-from-braze': BRAZE,
};

/** Calls of Punchh with an event, by the example that is called. */
function punchhCalls(): Record<string, Call> {
	const calls = Object.entries(PUNCHH_SAMPLES).map(([example, sample]): [string, Call] => {
		const body = JSON.stringify(readSample(sample));
		const url = stack.n8nUrl + stack.triggerPaths[example];
		const proofOf = (text: string) => authHeaders('hmacSha256', url, text);
		return [example, { body, proof: proofOf(body), wrong: proofOf(`${body} `) }];
	});
	return Object.fromEntries(calls);
}

const send = async (path: string, { body }: Call, proof: Record<string, string>) =>
	await fetchFresh(stack.n8nUrl + path, {
		method: 'POST',
		headers: {
			...(body instanceof FormData ? {} : { 'Content-Type': 'application/json' }),
			...proof,
		},
		body,
	});

/** An example as its user imports it, with the playground's credentials but for those given. */
async function imported(name: string, others: References = {}): Promise<WorkflowFile> {
	const ours = await ensureCredentials(client, exampleCredentials(stack, stack.secrets));
	const workflow = withCredentials(readExample(name), { ...ours, ...others });
	return { ...withChoices(workflow, name), name: `${name} ${randomUUID()}` };
}

/** The type of the credential with which the trigger of an example checks its callers. */
function proofType(name: string): string {
	const { nodes } = readExample(name);
	const trigger = nodes.find(({ parameters }) => parameters.authentication !== undefined)!;
	return Object.keys(trigger.credentials!)[0];
}

describe.each(calledExampleNames())('%s', (name) => {
	test('cannot be published until its user has made the credential of its trigger', async () => {
		const missing = { [proofType(name)]: { id: '', name: 'Not made yet' } };
		const workflow = await client.createWorkflow(await imported(name, missing));
		await expect(client.publish(workflow)).rejects.toThrow(/Credential not configured/);
		// Without a body: n8n may have ended the connection with its answer before it has read one.
		const call = { method: 'POST', headers: CALLS[name].proof };
		expect((await fetchFresh(stack.n8nUrl + triggerPath(workflow), call)).status).toBe(404);
	});

	test('is called at another path in each installation', async () => {
		const importOnce = async () => triggerPath(await client.createWorkflow(await imported(name)));
		const paths = [await importOnce(), await importOnce()];
		expect(new Set([...paths, stack.triggerPaths[name]]).size).toBe(3);
		for (const path of paths) {
			expect(path).toMatch(/^\/(webhook|form)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/\w+)?$/);
		}
	});

	test.each(['no proof', 'a wrong proof'])('%s: refused, and nothing changes', async (what) => {
		const before = await sandboxState();
		const executions = await client.listExecutions(stack.workflowIds[name]);
		const { wrong, wrongStatus = 401 } = CALLS[name];
		const [proof, status] = what === 'no proof' ? [{}, 401] : [wrong, wrongStatus];
		const response = await send(stack.triggerPaths[name], CALLS[name], proof);
		expect(response.status).toBe(status);
		expect(await sandboxState()).toEqual(before);
		expect(await client.listExecutions(stack.workflowIds[name])).toEqual(executions);
	});

	test('the credential was deleted: refused with and without a proof, and nothing changes', async () => {
		const type = proofType(name);
		const data = exampleCredentials(stack, stack.secrets);
		const { id } = await client.createCredential('Deleted soon', type, data[type]);
		const own = { [type]: { id, name: 'Deleted soon' } };
		const stored = await client.createWorkflow(await imported(name, own));
		await client.publish(stored);
		await client.deleteCredential(id);
		const before = await sandboxState();
		for (const proof of [{}, CALLS[name].proof]) {
			const { status } = await send(triggerPath(stored), CALLS[name], proof);
			expect(status).toBeGreaterThanOrEqual(400);
		}
		expect(await sandboxState()).toEqual(before);
		expect(await client.listExecutions(stored.id)).toEqual([]);
	});
});

describe('with the proof', () => {
	test('a guest is signed up with an external ID; the answer has the IDs only', async () => {
		const response = await postToExample('sign-up-guest', ADA);
		expect(response.status).toBe(200);
		const { punchh } = await sandboxState();
		const guest = punchh.guests.find(({ email }) => email === ADA.email)!;
		expect(guest).toMatchObject({ first_name: 'Zoë', external_source_id: 'CRM-1' });
		expect(await response.json()).toEqual({
			user_id: String(guest.user_id),
			external_source_id: 'CRM-1',
		});
	});

	test('external IDs are updated, and an unknown guest leaves through the error output', async () => {
		const name = 'update-external-id';
		const { data } = await client.executionAfter(stack.workflowIds[name], async () => {
			const guests = [JO, { email: 'nobody@example.com', crm_id: 'CRM-3' }];
			expect(await (await postToExample(name, { guests })).json()).toEqual([
				{ external_source_id: 'CRM-2', updated: true },
				{ external_source_id: 'CRM-3', updated: false, reason: 'User Not Found' },
			]);
		});
		const outputs = data.resultData.runData['Update external ID'][0].data!.main;
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]).toMatchObject([
			{ json: { email: 'nobody@example.com', error: 'User Not Found' }, pairedItem: { item: 1 } },
		]);
		const { punchh } = await sandboxState();
		expect(punchh.guests).toContainEqual(
			expect.objectContaining({ email: JO.email, external_source_id: 'CRM-2' }),
		);
	});

	test('guests are added to a segment, and none of them leaves through the error output', async () => {
		const guests = [{ user_id: 730415 }, { user_id: 730416 }];
		const response = await postToExample('add-guests-to-segment', { guests });
		expect(await response.json()).toEqual([
			{ user_id: '730415', added: true },
			{ user_id: '730416', added: true },
		]);
		const { punchh } = await sandboxState();
		expect(punchh.members.map(({ user_id: id }) => id)).toEqual([730415, 730416]);
	});

	test('a CSV is uploaded to the form, and external IDs are updated', async () => {
		const name = 'backfill-external-ids';
		const kept = await client.keptAfter(stack.workflowIds[name], async () => {
			const run = await handIn(name, `email,crm_id\n${JO.email},${JO.crm_id}`);
			await run.goThrough('Yes, update them');
		});
		expect(kept).toEqual([]);
		const { punchh } = await sandboxState();
		expect(punchh.guests).toContainEqual(
			expect.objectContaining({ email: JO.email, external_source_id: JO.crm_id }),
		);
	});

	test.each<[string, unknown, object]>([
		[
			'update-external-id',
			{ guests: [{ email: 'nobody@example.com', crm_id: 'CRM-3' }] },
			{ external_source_id: 'CRM-3', updated: false, reason: 'User Not Found' },
		],
		[
			'add-guests-to-segment',
			{ guests: [{ user_id: 1 }] },
			{ user_id: '1', added: false, reason: expect.any(String) },
		],
	])('%s: a guest who is refused alone is answered too', async (name, body, verdict) => {
		expect(await (await postToExample(name, body)).json()).toEqual([verdict]);
	});

	test.each([...Object.keys(PUNCHH_SAMPLES), 'braze-canvas-to-punchh-segment'])(
		'%s: the answer says nothing of the guest',
		async (name) => {
			const response = await send(stack.triggerPaths[name], CALLS[name], CALLS[name].proof);
			expect(response.status).toBe(200);
			expect(await response.text()).not.toMatch(/mara|lind|7304|CRM|@/i);
		},
	);
});

test('no key, secret or password is in what n8n has stored or logged', async () => {
	await expectNoSecretStored(client);
});
