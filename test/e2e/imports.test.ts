/** The examples by n8n's command line, as whoever sets up an n8n by script imports them. */
import { join } from 'node:path';

import { fetchFresh } from '../../playground/fetchFresh';
import { ensureN8n } from '../../playground/installN8n';
import { ROOT } from '../../playground/paths';
import { runN8n } from '../../playground/n8nServer';
import {
	calledExampleNames,
	ensureCredentials,
	exampleCredentials,
	exampleNames,
	readExample,
	withChoices,
	withCredentials,
} from '../../playground/provision';
import { isServed, triggerPath } from '../../playground/webhookPaths';
import { connect, stack } from './stack';

const client = connect();

const importing = async (...args: string[]) =>
	await runN8n(await ensureN8n(() => {}), stack.userFolder, ['import:workflow', ...args]);

// All by one command, because each command starts an n8n; `npm run matrix` imports them one by one.
beforeAll(async () => {
	await importing('--separate', `--input=${join(ROOT, 'examples')}`);
});

test.each(exampleNames())('%s comes whole under its own ID, and is not published', async (name) => {
	const imported = await client.getWorkflow(name);
	const { name: title, nodes, connections } = readExample(name);
	expect(imported).toMatchObject({ name: title, connections, active: false });
	expect(imported.nodes.map((node) => node.name)).toEqual(nodes.map((node) => node.name));
	expect(imported.nodes.filter(isServed)).toEqual([]);
});

test.each(calledExampleNames())(
	'%s: published once its credentials are chosen, at a path that nobody knows',
	async (name) => {
		const imported = await client.getWorkflow(name);
		await expect(client.publish(imported)).rejects.toThrow(/Credential not configured/);
		const data = exampleCredentials(stack, stack.secrets);
		const chosen = withCredentials(imported, await ensureCredentials(client, data));
		const saved = await client.updateNodes(imported, withChoices(chosen, name).nodes);
		await client.publish(saved);
		expect(triggerPath(saved)).toMatch(/^\/(webhook|form)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-/);
		const { status } = await fetchFresh(stack.n8nUrl + triggerPath(saved), { method: 'POST' });
		expect(status).toBe(401);
	},
);

test('a second import, of one file, puts it in the place of what was made of it', async () => {
	const [name] = calledExampleNames();
	const mine = await client.getWorkflow(name);
	const noted = mine.nodes.map((node) => ({ ...node, notes: 'Mine' }));
	await client.updateNodes(mine, noted);
	await importing(`--input=${join(ROOT, 'examples', `${name}.json`)}`);
	const { active, nodes } = await client.getWorkflow(name);
	expect(active).toBe(false);
	expect(nodes.map(({ notes }) => notes)).toEqual(mine.nodes.map(() => undefined));
});
