import { startSandbox } from '.';
import { PORTS } from './ports';
import { BRAZE_KEY, PUNCHH_KEYS } from './seed';

/** Runs the sandbox alone until it is told to end. */
async function main(): Promise<void> {
	const sandbox = await startSandbox(PORTS);
	console.log(`Sandbox for Punchh and Braze, on this machine only.

  Punchh   ${sandbox.punchhUrl}   admin key ${PUNCHH_KEYS.admin}
                                  client ${PUNCHH_KEYS.client}, secret ${PUNCHH_KEYS.secret}
  Braze    ${sandbox.brazeUrl}   REST API key ${BRAZE_KEY}
  Control  ${sandbox.controlUrl}   GET /state, POST /reset, POST /webhooks/send

Have it send an event to a webhook:
  curl -X POST ${sandbox.controlUrl}/webhooks/send -H 'Content-Type: application/json' \\
    -d '{"url":"http://127.0.0.1:5678/webhook/...","event":"loyalty_checkin","auth":"hmacSha256"}'

Ctrl-C ends it.`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => void sandbox.close());
	}
}

void main();
