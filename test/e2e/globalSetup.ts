import getPort from 'get-port';
import type { INode } from 'n8n-workflow';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { StoredWorkflow } from '../../playground/n8nClient';
import { calledExampleNames, exampleNames } from '../../playground/provision';
import { DATA } from '../../playground/paths';
import { startStack, type Stack } from '../../playground/stack';
import { triggerPath } from '../../playground/webhookPaths';
import { whenAskedToEnd } from '../../sandbox/askedToEnd';

declare global {
	// Lives in jest's parent process, from the set-up to the tear-down.
	var e2eStack: Stack | undefined;
}

/**
 * Starts one n8n with the packed package, and the sandbox, for all end-to-end tests. E2E_N8N_SETTINGS has
 * further environment variables for n8n, as JSON.
 */
export default async function globalSetup(): Promise<void> {
	// What is started ends with us; a signal alone would not say so.
	whenAskedToEnd(() => process.exit(130));
	const userFolder = join(DATA, 'e2e');
	await rm(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		n8nSettings: JSON.parse(process.env.E2E_N8N_SETTINGS ?? '{}') as Record<string, string>,
		say: (line) => console.log(`\n${line}`),
	});
	globalThis.e2eStack = stack;
	await stopSchedules(stack);
	process.env.E2E = JSON.stringify({
		userFolder,
		n8nUrl: stack.n8n.url,
		session: stack.client.session,
		secrets: stack.secrets,
		webhookUrl: stack.webhookUrl,
		controlUrl: stack.sandbox.controlUrl,
		punchhUrl: stack.sandbox.punchhUrl,
		brazeUrl: stack.sandbox.brazeUrl,
		controlToken: stack.sandbox.controlToken,
		workflowIds: ofEach(stack, exampleNames(), ({ id }) => id),
		triggerPaths: ofEach(stack, calledExampleNames(), triggerPath),
	});
}

function ofEach(
	{ workflows }: Stack,
	names: string[],
	read: (workflow: StoredWorkflow) => string,
): object {
	return Object.fromEntries(names.map((name) => [name, read(workflows[name])]));
}

/** The tests start what is scheduled when they want it: in between it would take the rows of a table. */
async function stopSchedules({ client, workflows }: Stack): Promise<void> {
	const onceInYears = {
		rule: { interval: [{ field: 'cronExpression', expression: '0 0 29 2 *' }] },
	};
	const isScheduled = ({ type }: INode) => type === 'n8n-nodes-base.scheduleTrigger';
	for (const workflow of Object.values(workflows)) {
		if (!workflow.nodes.some(isScheduled)) continue;
		const nodes = workflow.nodes.map((node) =>
			isScheduled(node) ? { ...node, parameters: onceInYears } : node,
		);
		await client.publish(await client.updateNodes(workflow, nodes));
	}
}
