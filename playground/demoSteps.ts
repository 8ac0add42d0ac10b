import {
	DEFAULT_SAMPLES,
	freshEvent,
	type Envelope,
	type EventType,
} from '../sandbox/punchh/webhooks/events';
import { sendEvent } from '../sandbox/punchh/webhooks/send';
import { fetchFresh } from './fetchFresh';
import type { Execution } from './n8nClient';
import { callerHeader } from './provision';
import type { Stack } from './stack';
import { triggerPath } from './webhookPaths';

/** One step of the demo as a row of the table. */
export interface DemoRow {
	Sent: string;
	Execution: string;
	'Held afterwards': string;
	OK: boolean;
}

/** What a step found: the execution that ran, and what the vendors hold after it. */
type Finding = { held: string; ok: boolean };

const EVENTS_WORKFLOW = 'punchh-events-to-braze';

/** Sends every event type and uses the examples, one step after the other, on a fresh stack. */
export async function runDemo(stack: Stack): Promise<DemoRow[]> {
	const rows: DemoRow[] = [];
	for (const event of Object.keys(DEFAULT_SAMPLES) as EventType[]) {
		rows.push(await sendPunchhEvent(stack, event));
	}
	rows.push(await signUp(stack), await updateExternalId(stack), await addToSegment(stack));
	return rows;
}

async function sendPunchhEvent(stack: Stack, event: EventType): Promise<DemoRow> {
	const envelope = freshEvent(DEFAULT_SAMPLES[event]);
	const sent = `Punchh webhook: ${event}`;
	return await step(stack, EVENTS_WORKFLOW, sent, async () => {
		await sendEvent(stack.webhookUrl, 'hmacSha256', envelope);
		return () =>
			event === 'guest' ? heldProfile(stack, envelope) : heldEvent(stack, envelope.content_id);
	});
}

/** Braze knows a guest by the external ID, or by the Punchh user ID where there is none. */
function heldProfile({ sandbox }: Stack, { payload }: Envelope): Finding {
	const wanted = String(payload.external_source_id ?? payload.user_id);
	const profile = sandbox.braze.profiles.find(({ external_id: id }) => id === wanted);
	const name = profile?.attributes.first_name;
	return {
		held: `Braze: profile ${wanted}, first_name ${String(name)}`,
		ok: name === payload.first_name,
	};
}

function heldEvent({ sandbox }: Stack, contentId: string): Finding {
	const events = sandbox.braze.profiles.flatMap((profile) =>
		profile.events
			.filter(({ properties }) => (properties as Record<string, unknown>)?.content_id === contentId)
			.map(({ name }) => `${String(name)} of ${profile.external_id}`),
	);
	return { held: `Braze: event ${events.join(', ') || 'missing'}`, ok: events.length === 1 };
}

async function signUp(stack: Stack): Promise<DemoRow> {
	const guest = {
		email: 'ada.berg@example.com',
		password: 'demo-password-1',
		first_name: 'Ada',
		last_name: 'Berg',
		crm_id: 'CRM-001001',
	};
	return await step(stack, 'sign-up-guest', `Sign up ${guest.email}`, async () => {
		await post(stack, 'sign-up-guest', guest);
		return () => heldExternalId(stack, guest.email, guest.crm_id);
	});
}

async function updateExternalId(stack: Stack): Promise<DemoRow> {
	const guest = { email: 'jo.park@example.com', crm_id: 'CRM-001002' };
	return await step(stack, 'update-external-id', `External ID for ${guest.email}`, async () => {
		await post(stack, 'update-external-id', { guests: [guest] });
		return () => heldExternalId(stack, guest.email, guest.crm_id);
	});
}

function heldExternalId({ sandbox }: Stack, email: string, wanted: string): Finding {
	const guest = sandbox.punchh.findByEmail(email);
	const held = `Punchh: guest ${guest?.user_id ?? 'missing'}, external ID ${guest?.external_source_id}`;
	return { held, ok: guest?.external_source_id === wanted };
}

async function addToSegment(stack: Stack): Promise<DemoRow> {
	return await step(stack, 'add-guests-to-segment', 'Guest 730417 to segment 1874', async () => {
		await post(stack, 'add-guests-to-segment', { guests: [{ user_id: 730417 }] });
		return () => {
			const members = stack.sandbox.punchh.members.map(({ user_id: id }) => id);
			return {
				held: `Punchh: members of segment 1874: ${members.join(', ')}`,
				ok: members.includes(730417),
			};
		};
	});
}

/** Posts to the Webhook node of an example. */
async function post(
	{ n8n, workflows, secrets }: Stack,
	example: string,
	body: unknown,
): Promise<void> {
	await fetchFresh(n8n.url + triggerPath(workflows[example]), {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...callerHeader(secrets) },
		body: JSON.stringify(body),
	});
}

/** Sends, waits for the execution that it causes, then looks at what the vendors hold. */
async function step(
	{ client, workflows }: Stack,
	workflow: string,
	sent: string,
	send: () => Promise<() => Finding>,
): Promise<DemoRow> {
	const { id, settings } = workflows[workflow];
	const before = (await client.listExecutions(id)).length;
	const look = await send();
	// The webhook of such a workflow answers when the execution has ended.
	if (settings?.saveDataSuccessExecution === 'none') {
		const { held, ok } = look();
		return { Sent: sent, Execution: 'not stored', 'Held afterwards': held, OK: ok };
	}
	const executions = await client.waitForExecutions(id, before + 1);
	const execution = executions[executions.length - 1] as Execution;
	const { held, ok } = look();
	return {
		Sent: sent,
		Execution: `#${execution.id} ${execution.status}`,
		'Held afterwards': held,
		OK: ok && execution.status === 'success',
	};
}
