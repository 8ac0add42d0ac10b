import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { brazeOperations } from '../../nodes/Braze/actions';
import { punchhOperations } from '../../nodes/Punchh/actions';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_CATALOG, BRAZE_KEY } from '../../sandbox/braze/seed';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { sample } from '../harness/punchhEvents';
import { runNode } from '../harness/runNode';

/** What confirms a deletion is a person's to set, not a model's and not the input's. */

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const DELETED = { ...sample('guest-update-profile'), action: 'delete' };

/** Each deletion that has to be confirmed: the parameter, and the call with an expression for it. */
const DELETIONS: Array<[label: string, node: string, (expression: string) => INodeParameters]> = [
	[
		'Confirm Deletion',
		'braze',
		(confirmDeletion) => ({
			...{ resource: 'user', operation: 'delete', findUserBy: 'external_id', external_id: 'a' },
			confirmDeletion,
		}),
	],
	[
		'Confirm Deletion',
		'braze',
		(confirmDeletion) => ({
			...{ resource: 'catalogItem', operation: 'delete', itemId: 'tea' },
			catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
			confirmDeletion,
		}),
	],
	[
		'Confirm Deletion',
		'punchh',
		(confirmDeletion) => ({
			...{ resource: 'segment', operation: 'delete' },
			segment: { __rl: true, mode: 'id', value: '1874' },
			confirmDeletion,
		}),
	],
	[
		'Pass On Deletions',
		'braze',
		(passOnDeletions) => ({
			...{ resource: 'punchhEvent', operation: 'track', event: '={{ $json }}' },
			...{ preset: 'recommended', identifiers: { identifier: [{ by: 'punchh_user_id' }] } },
			options: { passOnDeletions },
		}),
	],
	[
		'Reason',
		'punchh',
		(deleteReason) => ({
			...{ resource: 'guest', operation: 'delete', findGuestBy: 'userId', userId: '730415' },
			deleteReason,
		}),
	],
];

/** Expressions that would confirm; the first is what n8n writes for "let the model define it". */
const EXPRESSIONS = [
	"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Confirm', ``, 'string') }}",
	"={{ $fromAi('confirm') }}",
	'={{ true }}',
	'={{ $json.confirm }}',
	'={{ "delete_general" }}',
];

describe.each(DELETIONS)("'%s'", (label, node, parameters) => {
	const run = async (expression: string, item: IDataObject) =>
		await runNode({
			node,
			parameters: parameters(expression),
			items: [item],
			credentials: {
				punchhApi: { baseUrl: sandbox.punchhUrl, apiKey: PUNCHH_KEYS.admin },
				brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
			},
		});

	test.each(EXPRESSIONS)('does not take %s', async (expression) => {
		const { error, items } = await run(expression, { ...DELETED, confirm: true });
		expect(items).toEqual([]);
		expect(error?.message).toContain(`'${label}'`);
		expect([...sandbox.punchh.requests, ...sandbox.braze.requests]).toEqual([]);
	});
});

test('the editor offers no expression for what confirms a deletion', () => {
	const all = [...brazeOperations.properties, ...punchhOperations.properties].flatMap((one) => [
		one,
		...(one.options ?? []).flatMap((option) => ('type' in option ? [option] : [])),
	]);
	const confirming = all.filter(({ displayName }) =>
		DELETIONS.some(([label]) => label === displayName),
	);
	const names = confirming
		.filter(({ noDataExpression }) => noDataExpression)
		.map(({ name }) => name);
	expect(names.sort()).toEqual([
		...Array<string>(3).fill('confirmDeletion'),
		'deleteReason',
		'passOnDeletions',
	]);
});

/** Whatever is called a deletion, in either node, today and tomorrow. */
const DELETING = Object.entries({ braze: brazeOperations, punchh: punchhOperations }).flatMap(
	([node, { resources }]) =>
		Object.entries(resources).flatMap(([resource, { operations }]) =>
			Object.entries(operations)
				.filter(([, { name }]) => /delete/i.test(name))
				.map(([operation, { properties }]) => ({ node, resource, operation, properties })),
		),
);

test.each(DELETING)('$node: $resource $operation has to be confirmed', ({ properties }) => {
	const confirming = properties.filter(({ name }) => /^(confirmDeletion|deleteReason)$/.test(name));
	expect(confirming).toEqual([expect.objectContaining({ noDataExpression: true })]);
	expect([false, '']).toContain(confirming[0].default);
});

test.each(
	DELETIONS.filter(([label]) => label === 'Confirm Deletion').map(
		([, node, parameters]): [string, INodeParameters] => [node, parameters('')],
	),
)('%s: nothing is deleted while it is off: %j', async (node, parameters) => {
	for (const confirmDeletion of [false, undefined]) {
		const { error } = await runNode({
			node,
			parameters: { ...parameters, confirmDeletion },
			items: [{}],
			credentials: {
				punchhApi: { baseUrl: sandbox.punchhUrl, apiKey: PUNCHH_KEYS.admin },
				brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
			},
		});
		expect(error?.message).toBe("'Confirm Deletion' is off");
		expect([...sandbox.punchh.requests, ...sandbox.braze.requests]).toEqual([]);
	}
});
