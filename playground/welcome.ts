import { secretLines } from '../sandbox';
import type { Link } from '../sandbox/parts/parts';
import { addressOf, CANVAS_STEPS, EVENTS_EXAMPLE } from './furnish';
import { OWNER } from './n8nSession';
import { callerCredential } from './provision';
import type { Stack } from './stack';

/** What the welcome tells of a stack. */
export type Welcomed = Pick<Stack, 'n8n' | 'sandbox' | 'secrets' | 'webhookUrl' | 'workflows'>;

/** Where to look in n8n; its own start page shows neither. */
export function n8nLinks({ n8n, workflows }: Pick<Stack, 'n8n' | 'workflows'>): Link[] {
	const workflow = `${n8n.url}/workflow/${workflows[EVENTS_EXAMPLE].id}`;
	return [
		{ label: 'Executions in n8n', url: `${workflow}/executions` },
		{ label: 'Workflow', url: workflow },
		{ label: 'All workflows', url: `${n8n.url}/home/workflows` },
	];
}

/** Where everything is, in the order in which a newcomer needs it. */
export function welcome(stack: Welcomed): string {
	return `${firstHour(stack)}\n${further(stack)}`;
}

/** What to do first, one after the other. */
function firstHour(stack: Welcomed): string {
	const { n8n, sandbox, secrets } = stack;
	const [executions, workflow, all] = n8nLinks(stack);
	return `
n8n is up, with this package installed and the examples published. Nothing leaves this machine.

1. Have Punchh send an event, and follow it into Braze

  Sandbox       ${sandbox.controlUrl}
  Click "Loyalty Check-In" there, then the event under Deliveries: each try, what n8n sent to
  Braze, and what Braze made of it.

2. See the same in n8n

  Log in        ${n8n.url}
                ${OWNER.email}  /  ${secrets.ownerPassword}
  Workflow      ${workflow.url}
  Executions    ${executions.url}
  All examples  ${all.url}

3. Have Braze send a message, and see the guest in a segment of Punchh

  On the sandbox's page, under Braze > Webhooks out, choose a profile for one of these steps and
  click Send. The first puts the guest into the segment under Punchh > Segments.

${stepLines(stack)}
`;
}

/** What is needed later, and by those who develop. */
function further({ n8n, sandbox, secrets, webhookUrl }: Welcomed): string {
	const { user, password } = callerCredential(secrets);
	return `What else you may need

  Webhook URL   ${webhookUrl}
                (Punchh Trigger of "Punchh events to Braze"; it is registered in the sandbox)
  Callers       ${user}  /  ${password}
                (asked of whoever calls one of the other examples, or opens its form)
  Sandbox token ${sandbox.controlToken}
                (of programs that change the sandbox, as the header x-sandbox-token)
  Log of n8n    ${n8n.log}
  Debugger      kill -USR1 ${n8n.pid} opens n8n to one, at 127.0.0.1:9229

The passwords were made at the first start and are kept in .playground/start/secrets.json. What the
sandbox knows, and the credentials in n8n hold:

${secretLines()}

Ctrl-C ends all of it. The data stays in .playground/; delete that folder to begin anew.`;
}

function stepLines(stack: Welcomed): string {
	return Object.entries(CANVAS_STEPS)
		.map(([example, { name }]) => `  ${name}\n                ${addressOf(stack, example)}`)
		.join('\n');
}
