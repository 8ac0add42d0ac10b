import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nClient } from '../../playground/n8nClient';

/** Characters for each event; fewer stand before them for their second. */
const SEEN_KEY_LENGTH = 10;

/** A node that fails. */
export const FAILING = {
	type: 'n8n-nodes-base.stopAndError',
	typeVersion: 1,
	parameters: { errorMessage: 'The workflow fails' },
};

/** The trigger stores what it has seen a little later, which the workflow's static data show. */
export async function waitUntilStored(
	client: N8nClient,
	workflowId: string,
	events: number,
): Promise<void> {
	for (;;) {
		const { staticData } = (await client.getWorkflow(workflowId)) as { staticData?: IDataObject };
		const { seen = '' } = (staticData?.['node:Punchh Trigger'] ?? {}) as { seen?: string };
		const keys = seen.split('.').map(({ length }) => Math.floor(length / SEEN_KEY_LENGTH));
		if (keys.reduce((sum, count) => sum + count, 0) >= events) return;
		await sleep(100);
	}
}
