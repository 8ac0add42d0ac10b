import type { IDataObject } from 'n8n-workflow';

import { sandboxCredentials } from '../../../playground/provision';
import { triggerPath } from '../../../playground/webhookPaths';
import { BRAZE_WEBHOOK_HEADER } from '../../../sandbox/braze/seed';
import { PACKAGE } from '../../../playground/installPackage';
import { rawCall } from '../../attack/ground';
import { BRAZE_TOOLS_IN_USE } from '../../e2e/agentTools.braze';
import { PUNCHH_TOOLS } from '../../e2e/agentTools.punchh';
import { agentWorkflow, toolNodes } from '../../e2e/agentWorkflow';
import { ChatModel } from '../../e2e/chatModel';
import type { MatrixGround, Row } from '../ground';

/** What is wrong in each credential, for the test button to find. */
const WRONG: Record<string, IDataObject> = {
	punchhApi: { apiKey: 'wrong' },
	punchhMobileApi: { secret: 'wrong' },
	punchhWebhookApi: { secret: ' ' },
	brazeApi: { apiKey: 'wrong' },
	brazeWebhookApi: { headerSecret: ' ' },
};

const credentialTests: Row = {
	what: 'Credentials: each test button tells right from wrong',
	async see({ client, sandbox }) {
		const credentials = Object.entries(sandboxCredentials(sandbox));
		const wrong: string[] = [];
		for (const [type, data] of credentials) {
			const good = await client.testCredential(type, data);
			const bad = await client.testCredential(type, { ...data, ...WRONG[type] });
			if (good.status !== 'OK' || bad.status !== 'Error') wrong.push(type);
		}
		const right = credentials.length - wrong.length;
		return {
			holds: wrong.length === 0,
			saw: [`${right} of ${credentials.length}`, ...wrong].join(' '),
		};
	},
};

const messages: Row = {
	what: 'Braze Trigger: a message changes a Punchh segment; without the proof it is refused',
	async see({ n8n, workflows, sandbox }) {
		const url = n8n.url + triggerPath(workflows['braze-canvas-to-punchh-segment']);
		const body = '{"external_id":"CRM-1","properties":{"punchh_user_id":"730415"}}';
		const { headerName, headerSecret } = BRAZE_WEBHOOK_HEADER;
		const proofs: Array<Record<string, string>> = [{}, { [headerName]: headerSecret }];
		const statuses: number[] = [];
		for (const proof of proofs) statuses.push((await rawCall(url, 'POST', proof, body)).status);
		await untilTrue(() => sandbox.punchh.members.length > 0);
		return { holds: statuses.join() === '401,200', saw: statuses.join(', ') };
	},
};

/** Waits for what n8n does after its answer. @throws Error when it has not come to pass in time */
async function untilTrue(happened: () => boolean, withinMs = 10_000): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!happened()) {
		if (Date.now() > deadline) throw new Error(`nothing changed in ${withinMs / 1_000} s`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

const TOOLS = { Get_guest: PUNCHH_TOOLS.Get_guest, Track_user: BRAZE_TOOLS_IN_USE.Track_user };

const tools: Row = {
	what: "Punchh and Braze as tools of n8n's AI Agent",
	async see(ground) {
		const model = new ChatModel();
		const url = await model.start();
		try {
			await publishAgent(ground, url);
			const said = Object.entries(TOOLS).map(async ([name, { fills, says }]) => {
				const json = { 'Content-Type': 'application/json' };
				const call = JSON.stringify({ name, arguments: fills });
				const { text } = await rawCall(`${ground.n8n.url}/webhook/agent`, 'POST', json, call);
				return new RegExp(says).test((JSON.parse(text) as { output?: string }).output ?? '');
			});
			const right = (await Promise.all(said)).filter(Boolean).length;
			return { holds: right === said.length, saw: `${right} of ${said.length}` };
		} finally {
			await model.stop();
		}
	},
};

async function publishAgent({ client }: MatrixGround, url: string): Promise<void> {
	const standIn = { name: 'Stand-in model', type: 'openAiApi' };
	const data = { apiKey: 'none', url };
	const { id } = await client.createCredential(standIn.name, standIn.type, data);
	const types = await client.listNodeTypes();
	const described = (node: string) => types.find(({ name }) => name === `${PACKAGE}.${node}`)!;
	const { Get_guest, Track_user } = TOOLS;
	const nodes = [
		...toolNodes({ ...described('punchh'), name: 'punchh' }, { Get_guest }),
		...toolNodes({ ...described('braze'), name: 'braze' }, { Track_user }),
	];
	const workflow = agentWorkflow(nodes, [{ id, ...standIn }, ...(await client.listCredentials())]);
	await client.publish(await client.createWorkflow(workflow));
}

export const rows: Row[] = [credentialTests, messages, tools];
