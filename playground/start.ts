import { join } from 'node:path';

import { CHOSEN, secretLines } from '../sandbox';
import { whenAskedToEnd } from '../sandbox/askedToEnd';
import { EVENT_TYPES } from '../sandbox/punchh/webhooks/events';
import { OWNER } from './n8nSession';
import { DATA } from './paths';
import { callerCredential } from './provision';
import { startStack, type Stack } from './stack';
import { RELOADING, watchPackage } from './watchPackage';

const N8N_PORT = Number(process.env.N8N_PORT ?? 5678);

/** `npm run dev`: an edit of a node shows in the editor without a restart. */
const WATCHES = process.argv.includes('--watch');

/** Starts the playground for a person and keeps it up until Ctrl-C. */
async function main(): Promise<void> {
	const userFolder = join(DATA, 'start');
	const stack = await startStack({
		userFolder,
		n8nPort: N8N_PORT,
		sandboxOptions: CHOSEN,
		n8nSettings: WATCHES ? RELOADING : {},
		say: console.log,
	});
	const stopWatching = WATCHES ? watchPackage(userFolder) : () => {};
	await registerWebhook(stack);
	console.log(welcome(stack));
	whenAskedToEnd(() => void stack.stop());
	await stack.n8n.ended;
	stopWatching();
	await stack.stop();
}

/** Where everything is, and what to try first. */
function welcome({ n8n, sandbox, secrets, webhookUrl, workflows }: Stack): string {
	const { user, password } = callerCredential(secrets);
	return `
n8n is up, with this package installed and the examples published.

  Editor        ${n8n.url}
  Login         ${OWNER.email}  /  ${secrets.ownerPassword}
  Webhook URL   ${webhookUrl}
  Sandbox       ${sandbox.controlUrl}
  Its token     ${sandbox.controlToken}, for calls that change it
  Log of n8n    ${n8n.log}
  Debugger      kill -USR1 ${n8n.pid} opens n8n to one, at 127.0.0.1:9229

The password was made at the first start and is kept in .playground/start/secrets.json. Who calls
one of the other examples, or opens its form, is asked for

  ${user}  /  ${password}

What the sandbox knows, and the credentials in n8n hold:

${secretLines()}

Try next:
  - Open the sandbox. The webhook of the workflow "Punchh events to Braze" is registered there:
    have Punchh send an event, then click it to see each try, what n8n sent to Braze, and what
    Braze made of it.
  - Open that workflow in the editor: ${n8n.url}/workflow/${workflows['punchh-events-to-braze'].id}
  - See the same under Executions in the editor.

Ctrl-C ends all of it. The data stays in .playground/; delete that folder to begin anew.`;
}

/** What an admin does in Punchh's Webhooks Manager, for the example that receives events. */
async function registerWebhook({ sandbox, webhookUrl }: Stack): Promise<void> {
	const { origin, pathname } = new URL(webhookUrl);
	await sandbox.punchhWebhooks.register({
		name: 'n8n: Punchh events to Braze',
		baseUrl: origin,
		endPoint: pathname,
		authentication: 'hmacSha256',
		events: [...EVENT_TYPES],
		active: true,
	});
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
