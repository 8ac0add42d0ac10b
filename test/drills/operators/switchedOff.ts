import type { Case, Stage } from './cases';

const PHASE_MS = 10_000;

async function switchOffFor({ stack, traffic }: Stage, ms: number): Promise<void> {
	const workflow = stack.workflows['punchh-events-to-braze'];
	await stack.client.unpublish(workflow);
	await traffic.sendFor(ms);
	await traffic.quiet();
	await stack.client.publish(await stack.client.getWorkflow(workflow.id));
}

/** Whoever wants to lose nothing has the proxy answer 503 meanwhile: Punchh comes again after a 5xx. */
export const switchedOff: Case = {
	about: 'the workflow is switched off and on again, behind a proxy that answers 503 meanwhile',
	play: async (stage) => {
		await stage.traffic.sendFor(PHASE_MS);
		stage.close(true);
		await switchOffFor(stage, PHASE_MS);
		stage.close(false);
		await stage.traffic.sendFor(PHASE_MS);
		stage.show('Punchh heard', stage.traffic.heard());
		stage.expect('Punchh gives up on nothing', stage.traffic.counts().givenUp === 0);
	},
};

/** n8n itself answers 404, and no page of Punchh says that it comes again after one. */
export const switchedOffOpenly: Case = {
	about: 'the workflow is switched off and on again while n8n can be reached',
	play: async (stage) => {
		await stage.traffic.sendFor(PHASE_MS);
		await switchOffFor(stage, PHASE_MS);
		await stage.traffic.sendFor(PHASE_MS);
		const heard = stage.traffic.heard();
		const { givenUp } = stage.traffic.counts();
		stage.show('Punchh heard', heard);
		stage.expect('Punchh gives up on what heard 404, and nothing else', givenUp === heard[404]);
	},
};
