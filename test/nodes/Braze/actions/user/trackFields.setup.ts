import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { runNode, type NodeRun } from '../../../../harness/runNode';

export let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const fields = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'fields',
	identifyBy: 'external_id',
	external_id: '={{ $json.id }}',
};

export async function track(
	parameters: NodeRun['parameters'],
	items: IDataObject[] = [{ id: 'a' }],
	onError: NodeRun['onError'] = 'continueErrorOutput',
) {
	return await runNode({
		node: 'braze',
		credentials: {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
		},
		parameters: { ...fields, ...parameters },
		items,
		onError,
	});
}

export const sent = () =>
	sandbox.braze.requests.map(({ body }) => JSON.parse(body) as Record<string, IDataObject[]>);
export const rows = (...attribute: IDataObject[]) =>
	({ attributes: { attribute } }) as NodeRun['parameters'];
