import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';

import { exampleNames, readExample, withSegment } from '../../playground/provision';
import { nodeTypes, PACKAGE } from '../harness/n8n';

const ours = (nodes: INode[]) => nodes.filter(({ type }) => type.startsWith(`${PACKAGE}.`));

describe.each(exampleNames())('%s', (name) => {
	const example = readExample(name);
	const { nodes, connections } = example;

	test('uses nodes, versions and parameters that exist, once the segment is chosen', () => {
		expect(ours(nodes).length).toBeGreaterThan(0);
		for (const node of ours(withSegment(example, name).nodes)) {
			const { description } = nodeTypes.getByNameAndVersion(node.type) as {
				description: Parameters<typeof NodeHelpers.getNodeParametersIssues>[2] & object;
			};
			expect([description.version].flat()).toContain(node.typeVersion);
			const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
			expect(issues).toBeNull();

			const known = NodeHelpers.getNodeParameters(
				description.properties,
				node.parameters,
				true,
				false,
				node,
				description,
			);
			expect(Object.keys(known!)).toEqual(expect.arrayContaining(Object.keys(node.parameters)));
		}
	});

	test('connects nodes that are there', () => {
		const names = nodes.map((node) => node.name);
		for (const [source, { main }] of Object.entries(connections)) {
			expect(names).toContain(source);
			for (const target of main.flat()) expect(names).toContain(target!.node);
		}
	});

	test('leaves the segment to its user, and says so', () => {
		const asking = nodes.filter(({ parameters }) => 'segment' in parameters);
		for (const node of asking) {
			const { description } = nodeTypes.getByNameAndVersion(node.type) as INodeType;
			const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
			expect(issues?.parameters).toEqual({ segment: ['Parameter "Segment" is required.'] });
		}
		const notes = nodes.map(({ parameters }) => String(parameters.content ?? '')).join();
		expect(/choose .*the segment/is.test(notes)).toBe(asking.length > 0);
	});

	test('carries no credential of anybody', () => {
		for (const { credentials } of nodes) {
			for (const reference of Object.values(credentials ?? {})) expect(reference.id).toBe('');
		}
	});
});
