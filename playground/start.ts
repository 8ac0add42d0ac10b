import { join } from 'node:path';

import { PORTS } from '../sandbox/ports';
import { OWNER } from './n8nClient';
import { DATA } from './paths';
import { startStack } from './stack';

const N8N_PORT = Number(process.env.N8N_PORT ?? 5678);

/** Starts the playground for a person and keeps it up until Ctrl-C. */
async function main(): Promise<void> {
	const stack = await startStack({
		userFolder: join(DATA, 'start'),
		n8nPort: N8N_PORT,
		sandboxPorts: PORTS,
		say: console.log,
	});
	const { n8n, sandbox, webhookUrl } = stack;
	console.log(`
n8n is up, with this package installed and the examples published.

  Editor        ${n8n.url}
  Login         ${OWNER.email}  /  ${OWNER.password}
  Webhook URL   ${webhookUrl}
  Sandbox       ${sandbox.controlUrl}/state

Try next:
  - Open the workflow "Punchh events to Braze" in the editor.
  - Have the sandbox send an event as Punchh would, then look at Executions:
      curl -X POST ${sandbox.controlUrl}/webhooks/send -H 'Content-Type: application/json' \\
        -d '{"url":"${webhookUrl}","event":"loyalty_checkin"}'
    (guest, loyalty_checkin, gift_checkin, redemption, reward,
     transactional_notification, marketing_notification)
  - See what Braze and Punchh hold now: ${sandbox.controlUrl}/state

Ctrl-C ends all of it. The data stays in .playground/; delete that folder to begin anew.`);
	// Ctrl-C may arrive twice: from the terminal, and handed down by what started this process.
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => void stack.stop());
	}
	await n8n.ended;
	await stack.stop();
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
