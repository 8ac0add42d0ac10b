import type { INodeProperties, INodeType } from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { Punchh } from '../../nodes/Punchh/Punchh.node';

const NODES: Array<[string, INodeType]> = [
	['Braze', new Braze()],
	['Punchh', new Punchh()],
];

/** Choosing these is what an agent's tool is configured for by a person. */
const CHOSEN_BY_PEOPLE = ['resource', 'operation'];

/** Hold parameters, and are no value themselves. */
const CONTAINERS = ['notice', 'collection', 'fixedCollection'];

/** A parameter and those inside of it, with the path to each. */
function flatten(property: INodeProperties, path = ''): Array<[string, INodeProperties]> {
	const own = `${path}${property.name}`;
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap((each) => flatten(each, `${own}.`));
		return 'type' in option ? flatten(option, `${own}.`) : [];
	});
	return [[own, property], ...inner];
}

/** An agent knows of a parameter what its description says. */
test.each(NODES)('%s: every parameter that is to be filled in says what it is', (_name, node) => {
	const parameters = node.description.properties
		.filter(({ name, type }) => !CHOSEN_BY_PEOPLE.includes(name) && type !== 'notice')
		.flatMap((property) => flatten(property));
	expect(parameters.length).toBeGreaterThan(20);
	const silent = parameters.filter(
		([, { description = '', type }]) => !CONTAINERS.includes(type) && description === '',
	);
	expect(silent.map(([path]) => path)).toEqual([]);
});

test.each(NODES)('%s: every operation says what it does', (_name, node) => {
	const operations = node.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options ?? []);
	expect(operations.length).toBeGreaterThan(3);
	for (const operation of operations) {
		expect(operation).toMatchObject({
			description: expect.stringMatching(/.{15}/),
			action: expect.stringMatching(/.{5}/),
		});
	}
});
