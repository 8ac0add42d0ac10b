import { NodeHelpers, type INode } from 'n8n-workflow';

import { exampleNames, readExample, withChoices } from '../../playground/provision';
import { PACKAGE } from '../harness/n8n';
import { descriptionOf } from '../harness/toolDescription';

/**
 * What can start a workflow, by whether a call from outside does, and how such a call proves itself:
 * the values of its parameter *Authentication*, and the credential that each needs.
 */
const STARTS: Record<string, 'inside' | Record<string, string>> = {
	'n8n-nodes-base.webhook': {
		basicAuth: 'httpBasicAuth',
		headerAuth: 'httpHeaderAuth',
		jwtAuth: 'jwtAuth',
	},
	'n8n-nodes-base.formTrigger': { basicAuth: 'httpBasicAuth' },
	'@n8n/n8n-nodes-langchain.chatTrigger': { basicAuth: 'httpBasicAuth' },
	[`${PACKAGE}.punchhTrigger`]: { credential: 'punchhWebhookApi' },
	[`${PACKAGE}.brazeTrigger`]: { credential: 'brazeWebhookApi' },
	'n8n-nodes-base.manualTrigger': 'inside',
	'n8n-nodes-base.scheduleTrigger': 'inside',
	'n8n-nodes-base.errorTrigger': 'inside',
	'n8n-nodes-base.executeWorkflowTrigger': 'inside',
	// A later page of a form: n8n makes its URL for the run, which the form has let in, with a token.
	'n8n-nodes-base.form': 'inside',
};

/** Parameters for which every account has values of its own, with their names in the editor. */
const CHOSEN_BY_USER = { segment: 'Segment', campaign_id: 'Campaign', canvas_id: 'Canvas' };

/** The example that has none of our nodes: it reads what another one has counted. */
const WITHOUT_OURS = 'daily-report';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** What a node takes on the canvas, its name of two lines included. */
const NODE_ROOM = [140, 150];

/** Whether the type of a node may start a workflow, or go on with it, when it is called. */
const isStart = ({ type }: INode) => /trigger|webhook$|\.(wait|form)$/i.test(type);

const ours = (nodes: INode[]) => nodes.filter(({ type }) => type.startsWith(`${PACKAGE}.`));

describe.each(exampleNames())('%s', (name) => {
	const example = readExample(name);
	const { nodes, connections } = example;

	test('uses nodes, versions and parameters that exist, once what it leaves open is chosen', () => {
		expect(ours(nodes).length > 0).toBe(name !== WITHOUT_OURS);
		for (const node of ours(withChoices(example, name).nodes)) {
			const description = descriptionOf(node.type);
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
		for (const [source, ofTypes] of Object.entries(connections)) {
			expect(names).toContain(source);
			for (const target of Object.values(ofTypes).flat(2)) expect(names).toContain(target!.node);
		}
	});

	test('has no node on another or on the name below it', () => {
		const drawn = nodes.filter(({ type }) => type !== STICKY_NOTE);
		const near = drawn.flatMap((one, index) =>
			drawn
				.slice(index + 1)
				.filter(({ position: [x, y] }) => {
					const [width, height] = NODE_ROOM;
					return Math.abs(x - one.position[0]) < width && Math.abs(y - one.position[1]) < height;
				})
				.map((other) => [one.name, other.name]),
		);
		expect(near).toEqual([]);
	});

	test('is started by nobody without a proof, which its user has to make', () => {
		const starts = nodes.filter(isStart);
		expect(starts.length).toBeGreaterThan(0);
		for (const { type, parameters, credentials } of starts) {
			const ways = STARTS[type];
			if (ways === 'inside') continue;
			const credential = ways?.[String(parameters.authentication)];
			expect({ type, credential }).toEqual({ type, credential: expect.any(String) });
			expect(Object.keys(credentials ?? {})).toEqual([credential]);
		}
	});

	test('is called at no path that other installations know', () => {
		for (const node of nodes) {
			expect(node.webhookId).toBeUndefined();
			const { path, options } = node.parameters;
			const known = path || (options as INode['parameters'] | undefined)?.path;
			expect({ node: node.name, known: known || '' }).toEqual({ node: node.name, known: '' });
		}
	});

	test('leaves to its user what only the user can choose, and says so', () => {
		const notes = nodes.map(({ parameters }) => String(parameters.content ?? '')).join();
		for (const [parameter, name] of Object.entries(CHOSEN_BY_USER)) {
			const asking = nodes.filter(({ parameters }) => parameter in parameters);
			for (const node of asking) {
				const description = descriptionOf(node.type);
				const issues = NodeHelpers.getNodeParametersIssues(
					description.properties,
					node,
					description,
				);
				expect(issues?.parameters).toEqual({ [parameter]: [`Parameter "${name}" is required.`] });
			}
			const isSaid = new RegExp(`choose [^.]*the ${name}`, 'i').test(notes);
			expect({ parameter, isSaid }).toEqual({ parameter, isSaid: asking.length > 0 });
		}
	});

	test('asks for a URL in the node that calls it, where n8n marks it and does not publish without', () => {
		for (const { parameters, ...node } of nodes.filter(({ type }) => /\.httpRequest$/.test(type))) {
			expect({ node: node.name, url: parameters.url }).toEqual({ node: node.name, url: '' });
		}
		const calling = nodes.filter(({ parameters }) => 'url' in parameters).map((one) => one.name);
		const notes = nodes.map(({ parameters }) => String(parameters.content ?? '')).join();
		for (const called of calling) expect(notes).toContain(`URL into *${called}*`);
		expect(calling.length > 0).toBe(name === WITHOUT_OURS);
	});

	test('has no node of ours that takes the first of several items: it may be another guest', () => {
		const first = ours(nodes)
			// A chat starts a run of its own for each message, and a tool has no item of its own.
			.filter(({ type }) => !type.endsWith('Tool'))
			.filter(({ parameters }) => JSON.stringify(parameters).includes('.first()'));
		expect(first.map((node) => node.name)).toEqual([]);
	});

	test('carries no credential of anybody', () => {
		for (const { credentials } of nodes) {
			for (const reference of Object.values(credentials ?? {})) expect(reference.id).toBe('');
		}
	});
});

test('no note has somebody import an example: whoever reads it in a playground has all of them', () => {
	const asking = exampleNames().flatMap((name) =>
		readExample(name)
			.nodes.filter(({ type }) => type === STICKY_NOTE)
			.flatMap(({ parameters }) => String(parameters.content).split(/(?<=[.:;])\s/))
			.filter((sentence) => /\bimport (?!(its|the) columns)/i.test(sentence)),
	);
	expect(asking).toEqual([]);
});

test("where Braze may name guests by user ID, a note says which: its own user_id may be another guest's", () => {
	const notes = readExample('add-guests-to-segment').nodes.filter(
		({ type }) => type === STICKY_NOTE,
	);
	expect(notes.map(({ parameters }) => parameters.content)).toEqual([
		expect.stringContaining('{{custom_attribute.${punchh_user_id}}}') as string,
	]);
});
