import { Braze } from '../../nodes/Braze/Braze.node';
import { punchhOperations } from '../../nodes/Punchh/actions';
import { Punchh } from '../../nodes/Punchh/Punchh.node';
import { STYLES } from './agentStyles';
import { TASKS } from './agentTasks';
import { BRAZE_TOOLS, BRAZE_TOOLS_IN_USE } from './agentTools.braze';
import { PUNCHH_TOOLS } from './agentTools.punchh';
import { agentWorkflow, toolNodes } from './agentWorkflow';
import { ChatModel, type ToolCall } from './chatModel';
import { connect, postToWebhook, resetSandbox, sandboxState } from './stack';

/** The prompt is the call, and the style in which it is written. */
const model = new ChatModel((prompt, tools) => {
	const { name, arguments: given, style } = JSON.parse(prompt) as ToolCall & { style?: string };
	const { properties } = tools.find((tool) => tool.name === name)!.parameters;
	const written = style === undefined ? given : STYLES[style](given, properties);
	return [{ name, arguments: written }];
});
const client = connect();
const ALL_TOOLS = { ...PUNCHH_TOOLS, ...BRAZE_TOOLS_IN_USE };

beforeAll(async () => {
	const url = await model.start();
	const standIn = { name: 'Stand-in model', type: 'openAiApi' };
	const data = { apiKey: 'none', url };
	const { id } = await client.createCredential(standIn.name, standIn.type, data);
	const tools = [
		...toolNodes(new Punchh().description, PUNCHH_TOOLS),
		...toolNodes(new Braze().description, BRAZE_TOOLS),
	];
	const workflow = agentWorkflow(tools, [{ id, ...standIn }, ...(await client.listCredentials())]);
	await client.publish(await client.createWorkflow(workflow));
});
beforeEach(resetSandbox);
afterAll(async () => await model.stop());

/** Has the agent's model decide on a call of a tool, and returns what the agent says in the end. */
async function ask(name: string, fills: ToolCall['arguments'], style?: string): Promise<string> {
	const response = await postToWebhook('agent', { name, arguments: fills, style });
	return ((await response.json()) as { output: string }).output;
}

/** The last call that reached a vendor. */
async function lastCall(side: 'punchh' | 'braze'): Promise<string> {
	const { method, url } = (await sandboxState())[side].requests.at(-1)!;
	return `${method} ${url.split('?')[0]}`;
}

test('every operation of the Punchh node is among the tools', () => {
	const every = Object.entries(punchhOperations.resources).flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation) => `${resource} ${operation}`),
	);
	const tools = Object.values(PUNCHH_TOOLS).map((tool) => `${tool.resource} ${tool.operation}`);
	expect(tools.sort()).toEqual(every.sort());
});

test.each(Object.entries(PUNCHH_TOOLS))(
	'Punchh: %s',
	async (name, { before, fills, call, says }) => {
		for (const earlier of before ?? []) await ask(earlier, PUNCHH_TOOLS[earlier].fills);
		expect(await ask(name, fills)).toMatch(says);
		expect(await lastCall('punchh')).toBe(call);
	},
);

test.each(Object.entries(BRAZE_TOOLS_IN_USE))(
	'Braze: %s',
	async (name, { before, fills, call, says }) => {
		for (const earlier of before ?? []) await ask(earlier, BRAZE_TOOLS_IN_USE[earlier].fills);
		expect(await ask(name, fills)).toMatch(says);
		expect(await lastCall('braze')).toBe(call);
	},
);

describe.each(Object.keys(STYLES))('a %s model', (style) => {
	test.each(Object.entries(TASKS))('%s', async (_asked, { tool, needs, before, says, leaves }) => {
		for (const earlier of before ?? []) await ask(earlier, ALL_TOOLS[earlier].fills);
		expect(await ask(tool, needs, style)).toMatch(says);
		if (leaves !== undefined) expect(leaves.in(await sandboxState())).toEqual(leaves.is);
	});
});

test('there are twenty tasks and three styles', () => {
	expect([Object.keys(TASKS).length, Object.keys(STYLES).length]).toEqual([20, 3]);
});

test('a refusal reaches the model in the words of Punchh', async () => {
	const said = await ask('Get_guest', { Email: 'nobody@example.com', Simplify: true });
	expect(said).toMatch(/User Not Found/);
});

describe('what the model is told about the tools', () => {
	beforeAll(async () => void (await ask('Get_redeemables', { Return_All: true, Limit: 1 })));

	test('each has a description of its own that says what it does and where', () => {
		const names = [...Object.keys(PUNCHH_TOOLS), ...Object.keys(BRAZE_TOOLS)];
		expect(model.tools.map(({ name }) => name).sort()).toEqual(names.sort());
		const descriptions = model.tools.map(({ description }) => description);
		expect(new Set(descriptions).size).toBe(names.length);
		for (const description of descriptions) {
			expect(description).toMatch(/^[A-Z]\w+( [\w-]+,?){1,9} in (Punchh|Braze)$/);
		}
	});

	test('each has typed arguments, all of which are asked for, under the names of the editor', () => {
		for (const { parameters } of model.tools) {
			expect(parameters.type).toBe('object');
			const { properties, required = [] } = parameters;
			expect(Object.keys(properties).sort()).toEqual([...required].sort());
		}
		const toolNamed = (wanted: string) => model.tools.find(({ name }) => name === wanted)!;
		const { properties } = toolNamed('Send_message_or_gift').parameters;
		expect(properties).toEqual({
			User_ID: { type: 'string' },
			Subject: { type: 'string' },
			Message: { type: 'string' },
			Redeemable: { type: 'string' },
			Send_Asynchronously: { type: 'boolean' },
		});
		expect(Object.keys(toolNamed('Create_check_in').parameters.properties)).toContain(
			'External_UID',
		);
	});
});
