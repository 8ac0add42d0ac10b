import {
	NodeHelpers,
	Workflow,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { brazeOperations } from '../../../../nodes/Braze/actions';
import { Braze } from '../../../../nodes/Braze/Braze.node';
import { punchhOperations } from '../../../../nodes/Punchh/actions';
import { Punchh } from '../../../../nodes/Punchh/Punchh.node';
import { defineOperation, defineResource } from '../../../../nodes/shared/operations/define';
import type { CredentialUse, OperationDefinition } from '../../../../nodes/shared/operations/types';
import { operationTable, type OperationTable } from '../../../../nodes/shared/operations/table';

const DEFAULTS: Record<string, CredentialUse[]> = {
	Braze: [{ name: 'brazeApi' }],
	Punchh: [{ name: 'punchhApi' }],
};

const NODES: Array<[string, INodeType, OperationTable]> = [
	['Braze', new Braze(), brazeOperations],
	['Punchh', new Punchh(), punchhOperations],
];

const every = NODES.flatMap(([name, node, { resources }]) =>
	Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).map(([key, operation]) => ({
			name,
			node,
			resource,
			resourceName: resources[resource].name,
			key,
			operation,
		})),
	),
);

const isChooser = ({ name }: INodeProperties) => name === 'resource' || name === 'operation';

/** The notice that every tool has, whatever its operation. */
const isForTools = ({ type, displayOptions }: INodeProperties) =>
	type === 'notice' && displayOptions?.show?.['@tool'] !== undefined;

const valuesOf = (property: INodeProperties | undefined) =>
	(property?.options as INodePropertyOptions[] | undefined)?.map(({ value }) => value) ?? [];

/** The parameters as the editor has them: each that is shown has its value or its default. */
function asEdited({ description }: INodeType, chosen: Record<string, string>) {
	return NodeHelpers.getNodeParameters(
		description.properties,
		chosen,
		true,
		false,
		null,
		description,
	)!;
}

describe.each(NODES)('%s', (_name, { description }, { resources }) => {
	const lists = description.properties.filter(({ name }) => name === 'operation');

	test('lists the resources of the table and no others, in alphabetical order', () => {
		const [list] = description.properties.filter(({ name }) => name === 'resource');
		expect([...valuesOf(list)].sort()).toEqual(Object.keys(resources).sort());
		expect(Object.keys(resources)).toContain(list.default);
		const names = list.options!.map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
	});

	test('has one list of operations for each resource, with those of the table and no others', () => {
		const listed = lists.map((list) => [
			list.displayOptions?.show?.resource,
			valuesOf(list).sort(),
		]);
		const inTable = Object.entries(resources).map(([resource, { operations }]) => [
			[resource],
			Object.keys(operations).sort(),
		]);
		expect(listed.sort()).toEqual(inTable.sort());
		for (const list of lists) {
			expect(valuesOf(list)).toContain(list.default);
			const names = list.options!.map(({ name }) => name);
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		}
	});

	test('shows each parameter with the operations that have it, and with no other', () => {
		const parameters = description.properties.filter(
			(property) => !isChooser(property) && !isForTools(property),
		);
		for (const [resource, { operations }] of Object.entries(resources)) {
			for (const [operation, { properties }] of Object.entries(operations)) {
				const shown = parameters.filter(({ displayOptions }) => {
					const { show } = displayOptions!;
					return show!.resource!.includes(resource) && show!.operation!.includes(operation);
				});
				const named = (list: typeof shown) =>
					list.map(({ name, description }) => `${name}: ${description}`).sort();
				expect(named(shown)).toEqual(named(properties));
			}
		}
	});
});

describe.each(every)(
	'$name: $resource > $key',
	({ node, resource, resourceName, key, operation }) => {
		const { description } = node;

		test('is listed with a name, an action and a description', () => {
			const list = description.properties.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(resource),
			);
			expect(list?.options).toContainEqual({
				name: operation.name,
				value: key,
				action: expect.stringMatching(/^[A-Z].{5}/),
				description: expect.stringMatching(/^[A-Z].{15}/),
			});
		});

		test('is shown with its own parameters, in its own order', () => {
			const own = description.properties.filter(
				({ displayOptions }) =>
					displayOptions?.show?.resource?.includes(resource) &&
					displayOptions.show.operation?.includes(key),
			);
			expect(own.map(({ name }) => name)).toEqual(operation.properties.map(({ name }) => name));
			const shown = Object.keys(asEdited(node, { resource, operation: key }));
			const possible = ['resource', 'operation', ...operation.properties.map(({ name }) => name)];
			expect(possible).toEqual(expect.arrayContaining(shown));
		});

		test('has the names of resource and operation in the subtitle', () => {
			const parameters = { resource, operation: key };
			const plain = { id: '1', name: 'It', type: 'it', typeVersion: 1, parameters };
			const workflow = new Workflow({
				nodes: [{ ...plain, position: [0, 0] }],
				connections: {},
				active: false,
				nodeTypes: { getByNameAndVersion: () => node } as unknown as INodeTypes,
			});
			const subtitle = workflow.expression.getSimpleParameterValue(
				workflow.nodes.It,
				description.subtitle,
				'internal',
				{},
			);
			expect(subtitle).toBe(`${resourceName}: ${operation.name}`);
		});
	},
);

/** Every choice of an operation that decides on a credential. */
const choices = every.flatMap(({ name, node, resource, key, operation }) => {
	const uses = operation.credentials ?? DEFAULTS[name];
	const deciding = [...new Set(uses.flatMap(({ unless = {} }) => Object.keys(unless)))];
	const all = deciding.reduce<Array<Record<string, string>>>(
		(chosen, parameter) => {
			const property = operation.properties.find((one) => one.name === parameter);
			return valuesOf(property).flatMap((value) =>
				chosen.map((others) => ({ ...others, [parameter]: String(value) })),
			);
		},
		[{ resource, operation: key }],
	);
	return all.map((chosen) => ({ name, node, chosen, uses }));
});

test.each(choices)('$name: $chosen asks for what it uses, and nothing else', (given) => {
	const { node, chosen, uses } = given;
	const parameters = asEdited(node, chosen);
	const needed = uses.filter(
		({ unless = {} }) =>
			!Object.entries(unless).some(([parameter, values]) =>
				values.includes(String(parameters[parameter])),
			),
	);
	const asked = node.description.credentials!.filter((credential) =>
		NodeHelpers.displayParameter(parameters, credential, null, node.description),
	);
	expect(asked.map(({ name }) => name)).toEqual(needed.map(({ name }) => name));
	expect(asked.length).toBeGreaterThan(0);
});

test.each(NODES)(
	'%s: each credential has one entry, as n8n looks at the first only',
	(_name, node) => {
		const names = node.description.credentials!.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	},
);

describe('a credential whose conditions do not fit into one entry', () => {
	const operation = (more: Partial<OperationDefinition>) =>
		defineOperation({
			name: 'It',
			action: 'Do it',
			description: 'Does it',
			countsTwice: false,
			properties: [],
			behaviour: { run: async () => [] },
			...more,
		});
	const way: INodeProperties = {
		displayName: 'Way',
		name: 'way',
		type: 'options',
		options: ['a', 'b'].map((value) => ({ name: value, value })),
		default: 'a',
	};
	const table = (
		one: Partial<OperationDefinition>,
		other: Partial<OperationDefinition>,
		key = 'second',
	) =>
		operationTable({
			resources: {
				first: defineResource({
					name: 'First',
					default: 'first',
					operations: { first: operation(one), third: operation({}) },
				}),
				second: { name: 'Second', default: key, operations: { [key]: operation(other) } },
			},
			default: 'first',
			credentials: [{ name: 'a' }],
		});

	test('a value that hides it from one operation and not from another', () => {
		const hiding = { properties: [way], credentials: [{ name: 'a', unless: { way: ['b'] } }] };
		expect(() => table(hiding, { properties: [way] })).toThrow(/second > second .* a,.* way = b/);
		expect(() => table(hiding, hiding)).not.toThrow();
		expect(() => table(hiding, { properties: [] })).not.toThrow();
	});

	test('an operation that does not use it has the name of one that does', () => {
		const other = { credentials: [{ name: 'b' }] };
		expect(() => table(other, {}, 'first')).toThrow(/second > first .* operation = first/);
		expect(() => table(other, {})).not.toThrow();
	});
});
