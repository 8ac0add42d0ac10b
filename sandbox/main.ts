import { CHOSEN, portsOf, secretLines, startSandbox } from '.';
import { whenAskedToEnd } from './askedToEnd';
import { refuseTakenPorts } from './shared/ports';

/** Runs the sandbox alone until it is stopped. */
async function main(): Promise<void> {
	await refuseTakenPorts(portsOf(CHOSEN));
	const sandbox = await startSandbox(CHOSEN);
	console.log(`Sandbox for Punchh and Braze, on this machine only.

  Open     ${sandbox.controlUrl}   see both sides, register webhooks, send events

  Punchh   ${sandbox.punchhUrl}
  Braze    ${sandbox.brazeUrl}

${secretLines()}

What changes the sandbox carries its token, new at each start, as the header
  x-sandbox-token: ${sandbox.controlToken}

Without the page: ${sandbox.controlUrl}/calls lists what the control interface can do.
Ctrl-C ends it.`);
	whenAskedToEnd(() => void sandbox.close());
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
