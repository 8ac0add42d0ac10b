import {
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazeTrigger } from '../../nodes/Braze/BrazeTrigger.node';
import { Punchh } from '../../nodes/Punchh/Punchh.node';
import { PunchhTrigger } from '../../nodes/Punchh/PunchhTrigger.node';

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

/** The subtitle of a node as the editor makes it. */
function subtitleOf(type: INodeType, parameters: INodeParameters): unknown {
	const node = { id: '1', name: 'It', type: 'it', typeVersion: 1, parameters };
	const workflow = new Workflow({
		nodes: [{ ...node, position: [0, 0] }],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => type } as unknown as INodeTypes,
	});
	const { subtitle } = type.description;
	return workflow.expression.getSimpleParameterValue(workflow.nodes.It, subtitle, 'internal', {});
}

test.each([
	[new Braze(), 'punchhEvent', 'track', 'Punchh Event: Track'],
	[new Braze(), 'user', 'renameExternalId', 'User: Rename External ID'],
	[new Braze(), 'user', 'identify', 'User: Identify'],
	[new Punchh(), 'segmentMember', 'addMany', 'Segment Member: Add Many'],
])('the subtitle has words and not names %#', (node, resource, operation, words) => {
	expect(subtitleOf(node, { resource, operation })).toBe(words);
});

test.each([
	[['guest'], 'Guest'],
	[['loyalty_checkin', 'other'], 'Loyalty Check-In, Other Events'],
	[[], ''],
])('the subtitle of the Punchh Trigger has names, of %j', (events, words) => {
	expect(subtitleOf(new PunchhTrigger(), { events })).toBe(words);
});

/**
 * n8n's panel makes one entry of an app and its trigger, and shows the trigger's description for both
 * (generateMergedNodesAndActions in its editor).
 */
test.each([
	[new Braze(), new BrazeTrigger()],
	[new Punchh(), new PunchhTrigger()],
])('the description in the panel begins with what the actions do %#', (app, trigger) => {
	expect(trigger.description.name.replace('Trigger', '')).toBe(app.description.name);
	const { description } = app.description;
	expect(trigger.description.description.slice(0, description.length)).toBe(description);
	expect(trigger.description.description.slice(description.length)).toMatch(
		/^; starts the workflow when /,
	);
});

test('what the panel lists under a trigger says what happens', () => {
	const { options } = new PunchhTrigger().description.properties.find(
		({ name }) => name === 'events',
	)!;
	expect((options as INodePropertyOptions[]).map(({ action }) => action)).toEqual([
		'On gift check-in: points or visits were given without a purchase',
		'On guest: a guest signed up or changed, was banned or deactivated',
		'On loyalty check-in: a guest earned points or visits on a purchase, or such a check-in changed',
		'On marketing notification: a campaign would send a message to a guest',
		'On other events: coupon issuance, coupon redemption, redeemable, user subscription and anything that Punchh adds',
		'On redemption: a redemption code was created, redeemed, expired or canceled',
		'On reward: a reward landed in the account of a guest',
		'On transactional notification: Punchh would send a system message to a guest, e.g. a password reset',
	]);
});

const optionsOf = (node: INodeType) =>
	node.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options as INodePropertyOptions[]);

test.each(NODES)('%s: an action is found by the name that its operation has', (_name, node) => {
	const others = optionsOf(node).filter(({ name, action = '' }) => {
		const [verb] = name.toLowerCase().split(' ');
		return !` ${action.toLowerCase()} `.includes(verb);
	});
	expect(others.map(({ name, action }) => [name, action])).toEqual([]);
});

test('both ways to record say so among the actions', () => {
	const tracks = optionsOf(new Braze()).filter(({ value }) => value === 'track');
	expect(tracks.map(({ action }) => action)).toEqual(
		expect.arrayContaining(['Track attributes, events and purchases', 'Track punchh event']),
	);
});

test.each<[string, INodeType]>([
	...NODES,
	['Braze Trigger', new BrazeTrigger()],
	['Punchh Trigger', new PunchhTrigger()],
])('%s: every button that adds something is written as n8n writes it', (_name, node) => {
	const buttons = node.description.properties
		.flatMap((property) => flatten(property))
		.filter(([, { type }]) => type === 'collection' || type === 'fixedCollection')
		.map(([path, { placeholder }]) => [path, placeholder]);
	expect(buttons.length).toBeGreaterThan(0);
	for (const button of buttons) {
		expect(button).toEqual([expect.any(String), expect.stringMatching(/^Add( [A-Z][a-z]+)+$/)]);
	}
});
