import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { brazeOperations } from '../../nodes/Braze/actions';
import { Braze } from '../../nodes/Braze/Braze.node';
import { punchhOperations } from '../../nodes/Punchh/actions';
import { Punchh } from '../../nodes/Punchh/Punchh.node';
import type { Resources } from '../../nodes/shared/operations/table';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { readExample } from '../../playground/provision';
import { runNode } from '../harness/runNode';

const NODES: Array<[name: 'punchh' | 'braze', INodeType, Resources]> = [
	['punchh', new Punchh(), punchhOperations.resources],
	['braze', new Braze(), brazeOperations.resources],
];

const GUIDE = readFileSync(join(__dirname, '../../docs/ai-agent.md'), 'utf8');

/** The operations that the guide's table names in one column, or in one row of it, as "Resource: Operation". */
function namedInGuide(column: number, onlyRow?: number): string[] {
	const rows = GUIDE.split('\n').filter((line) => line.startsWith('| '));
	const cells = rows
		.slice(2)
		.filter((_row, index) => index === (onlyRow ?? index))
		.map((row) => row.split('|')[column]);
	return cells.flatMap((cell) =>
		cell.split('·').flatMap((ofResource) => {
			const [resource, operations] = ofResource.trim().split(': ');
			return operations.split(', ').map((operation) => `${resource}: ${operation}`);
		}),
	);
}

/** The tools of the example with an agent: operation by its name, and what is left to the model. */
function lentByExample(node: 'punchh' | 'braze', resources: Resources) {
	const { nodes } = readExample('loyalty-assistant');
	return nodes
		.filter(({ type }) => type.endsWith(`.${node}Tool`))
		.map(({ parameters: { resource, operation, ...others } }) => {
			const { name, operations } = resources[String(resource)];
			return {
				operation: `${name}: ${operations[String(operation)].name}`,
				leftToModel: JSON.stringify(others).includes('$fromAI'),
			};
		});
}

const NOTHING = '={{ $json.none }}';

/** An operation as the editor starts with it; what n8n itself requires is there, and empty. */
function unfilled(description: INodeTypeDescription, chosen: INodeParameters): INodeParameters {
	const { properties } = description;
	const values = NodeHelpers.getNodeParameters(properties, chosen, true, false, null, description)!;
	const required = properties.filter(
		(property) =>
			property.required && NodeHelpers.displayParameter(values, property, null, description),
	);
	const empty = required.map(({ name, type }) => [
		name,
		type === 'resourceLocator' ? { __rl: true, mode: 'id', value: NOTHING } : NOTHING,
	]);
	return { ...chosen, ...(Object.fromEntries(empty) as INodeParameters) };
}

describe.each(NODES)('%s as a tool', (name, { description }, resources) => {
	test('the notice is shown for the tool, and only for it', () => {
		const notice = description.properties.find((property) => property.name === 'toolNotice')!;
		const isShown = (type: typeof description) =>
			NodeHelpers.displayParameter({}, notice, { typeVersion: 1 }, type);
		expect(isShown({ ...description, name: `${name}Tool` })).toBe(true);
		expect(isShown(description)).toBe(false);
	});

	test('the guide says of every operation whether to lend it', () => {
		const every = Object.values(resources).flatMap(({ name: resource, operations }) =>
			Object.values(operations).map((operation) => `${resource}: ${operation.name}`),
		);
		expect(namedInGuide(name === 'punchh' ? 2 : 3).sort()).toEqual(every.sort());
	});

	test('the example lends what may be lent freely, or what a person fills in as a whole', () => {
		const [FREELY, FILLED_IN] = [0, 1].map((row) => namedInGuide(name === 'punchh' ? 2 : 3, row));
		const lent = lentByExample(name, resources);
		expect(lent.length).toBeGreaterThan(0);
		for (const { operation, leftToModel } of lent) {
			expect(leftToModel ? FREELY : [...FREELY, ...FILLED_IN]).toContain(operation);
		}
	});

	const operations = Object.entries(resources).flatMap(([resource, { operations: of }]) =>
		Object.keys(of).map((operation) => ({ resource, operation })),
	);

	describe('that was only put on the canvas', () => {
		let sandbox: Sandbox;
		beforeAll(async () => (sandbox = await startSandbox()));
		afterAll(async () => await sandbox.close());

		test.each(operations)('$resource $operation changes nothing', async (chosen) => {
			await runNode({
				node: name,
				parameters: unfilled(description, chosen),
				items: [{}],
				credentials: {
					punchhApi: { baseUrl: sandbox.punchhUrl, apiKey: PUNCHH_KEYS.admin },
					punchhMobileApi: {
						baseUrl: sandbox.punchhUrl,
						client: PUNCHH_KEYS.client,
						secret: PUNCHH_KEYS.secret,
					},
					brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
				},
			});
			const changing = [...sandbox.punchh.requests, ...sandbox.braze.requests].filter(
				({ method }) => method !== 'GET',
			);
			expect(changing.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
		});
	});
});
