import { CHOSEN, secretLines, startSandbox } from '.';
import { whenAskedToEnd } from './askedToEnd';

/** Runs the sandbox alone until it is stopped. */
async function main(): Promise<void> {
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

main().catch((error: NodeJS.ErrnoException) => {
	const isTaken = error.code === 'EADDRINUSE';
	console.error(
		isTaken
			? `The sandbox cannot start: ${error.message}. Another one may be running; SANDBOX_CONTROL_PORT, SANDBOX_PUNCHH_PORT and SANDBOX_BRAZE_PORT choose other ports.`
			: error,
	);
	process.exitCode = 1;
});
