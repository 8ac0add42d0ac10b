import nock from 'nock';
import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { runNode, type NodeRun } from '../../../../harness/runNode';

export let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterEach(() => nock.cleanAll());
afterAll(async () => await sandbox.close());

export const event = { name: 'visited', time: '2026-03-14T16:20:11Z' };

/** Track in JSON mode: the item's `objects` is the body. */
export const json = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'json',
	objects: '={{ $json.objects }}',
};

/** Track with fields: an attribute `first_name` for the external ID in `id`. */
export const fields = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'fields',
	identifyBy: 'external_id',
	external_id: '={{ $json.id }}',
	attributes: { attribute: [{ name: 'first_name', type: 'asGiven', value: '={{ $json.name }}' }] },
};

export const track = async (
	run: Partial<NodeRun> & Pick<NodeRun, 'items' | 'parameters'>,
	key = BRAZE_KEY,
) =>
	await runNode({
		node: 'braze',
		credentials: { brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: key } },
		...run,
	});

export const profile = (id: string) =>
	sandbox.braze.profiles.find(({ external_id: externalId }) => externalId === id);
