import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_CATALOG } from '../../../../sandbox/braze/seed';
import { parametersOf } from '../../../fixtures/braze/operation';
import { operationOf } from '../../../fixtures/braze/operations';
import { sandboxCredentials } from '../../../harness/punchhEvents';
import { runNode } from '../../../harness/runNode';

/** Values that an expression returns inside an object, where JSON has no such value. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const run = async (parameters: INodeParameters, items: IDataObject[]) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters,
		items,
		onError: 'continueErrorOutput',
	});

const send = (resource: 'campaign' | 'canvas', more: INodeParameters) => ({
	...parametersOf(operationOf(resource, 'send')),
	sendTo: 'external_id',
	external_id: '={{ $json.id }}',
	...more,
});
const item = (operation: string, fields: string) => ({
	...parametersOf(operationOf('catalogItem', operation)),
	catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
	itemId: '={{ $json.id }}',
	fields,
});
const POINTS = '={{ ({ points: Number($json.points) }) }}';
const DAY = '={{ ({ days: [new Date($json.points)] }) }}';

test.each<[string, string, INodeParameters]>([
	['Trigger Properties', 'points', send('campaign', { trigger_properties: POINTS })],
	['Context', 'points', send('canvas', { context: POINTS })],
	['Attributes', 'points', send('campaign', { options: { attributes: POINTS } })],
	['Attributes', 'days.0', send('canvas', { options: { attributes: DAY } })],
	['Fields', 'points', item('update', POINTS)],
	['Fields', 'days.0', item('upsert', DAY)],
])('%s: %s that is no value is refused, and not sent as null', async (label, at, parameters) => {
	const { items, errors } = await run(parameters, [{ id: 'a', points: '1,250' }]);
	expect(items).toEqual([]);
	expect(errors[0].json).toMatchObject({
		error: expect.stringContaining(`In '${label}', '${at}' is not a`),
		details: { verdict: 'rejected' },
	});
	expect(sandbox.braze.requests).toEqual([]);
});

test.each<[string, INodeParameters]>([
	['Trigger Properties', send('campaign', { trigger_properties: '={{ $json }}' })],
	['Attributes', send('canvas', { options: { attributes: '={{ ({ order: $json.order }) }}' } })],
])('%s: a number that was rounded has a warning', async (label, parameters) => {
	const { items } = await run(parameters, [{ id: 'a', order: 2 ** 60 }]);
	expect(items[0].json.warnings).toEqual([
		`'order' in '${label}' is a number that is too large to be exact: send it as text`,
	]);
});

test.each(['external_id', 'braze_id', 'user_alias', '_update_existing_only'])(
	"%s among a recipient's attributes is refused",
	async (name) => {
		const parameters = send('campaign', {
			options: { attributes: JSON.stringify({ [name]: 'b' }) },
		});
		const { errors } = await run(parameters, [{ id: 'a' }]);
		expect(errors[0].json.error).toBe(`'${name}' cannot be the name of an attribute`);
		expect(sandbox.braze.requests).toEqual([]);
	},
);
