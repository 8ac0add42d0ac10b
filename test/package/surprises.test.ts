/** The examples are right in spite of what n8n's own nodes do to values: docs/data-in-n8n.md has the list. */
import {
	executeFilter,
	Workflow,
	type FilterValue,
	type IDataObject,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';

import { exampleNames, readExample } from '../../playground/provision';
import { runCode } from '../harness/exampleCode';
import { nodeTypes } from '../harness/n8n';

interface Assignments {
	assignments?: Array<{ type: string; name: string }>;
}

interface Columns {
	value?: IDataObject;
	schema?: Array<{ id: string; type: string }>;
}

/** Numbers that a Code node counts, so that they are never empty. */
const COUNTED = ['received', 'recorded', 'empty', 'waiting', 'refused', 'no_profile'];

/** Nodes of the row that only counts: if it failed, Punchh would send again what is recorded. */
const MAY_FAIL = ['Table of counts', 'Count'];

/** What may be wrong with a node of a kind: a sentence for each fault. */
const FAULTS: Record<string, (node: INode) => Array<string | false>> = {
	dataTable: ({ name, onError, parameters }) => [
		!!onError &&
			!MAY_FAIL.includes(name) &&
			'a row that does not fit would leave as if it were stored',
		...((parameters.columns as Columns | undefined)?.schema ?? []).map(({ id, type }) => {
			const value = (parameters.columns as unknown as Columns).value?.[id];
			const isNumber =
				typeof value === 'number' || /\+ 1 }}$/.test(String(value)) || COUNTED.includes(id);
			return type === 'number' && !isNumber && `${id} would be 0 where it is empty`;
		}),
	],
	extractFromFile: ({ typeVersion, parameters }) => [
		typeVersion < 1.1 && 'what comes after a broken row would be missing silently',
		(parameters.options as IDataObject).enableBOM !== true &&
			'the first column would have a byte order mark',
		parameters.operation !== 'csv' && 'numbers and dates of cells would come as they are stored',
	],
	convertToFile: () => ['long numbers would be shortened'],
	spreadsheetFile: () => ['long numbers would be shortened'],
	set: ({ parameters }) =>
		((parameters.assignments as Assignments)?.assignments ?? []).flatMap(({ type, name }) => [
			type === 'number' && `${name} would be 0 where it is empty, and rounded where it is long`,
			name.includes('.') && `${name} would be an object`,
		]),
	merge: ({ parameters: { mode = 'append', combineBy } }) => [
		mode !== 'append' &&
			combineBy !== 'combineByPosition' &&
			'rows without a value would be joined with each other',
	],
	if: branchFaults,
	filter: branchFaults,
	removeDuplicates: () => ['duplicates within one run would stay'],
	aggregate: () => ['fields would lose the first part of their names'],
};

function branchFaults({ onError, parameters }: INode): Array<string | false> {
	const { options, conditions } = parameters.conditions as unknown as FilterValue;
	const flags = conditions.filter(({ operator }) => operator.type === 'boolean');
	return [
		...flags.map(
			({ leftValue }) =>
				!/ === true }}$/.test(String(leftValue)) && 'any word, such as "no", would be true',
		),
		!!onError && 'a value of the wrong type would take the branch for false',
		options.typeValidation !== 'loose' && 'a value of the wrong type would end the run',
	];
}

const kindOf = ({ type }: INode) => type.slice(type.lastIndexOf('.') + 1);

test.each(exampleNames())('%s: its nodes change no value, and hide no failure', (name) => {
	const faults = readExample(name).nodes.flatMap((node) =>
		(FAULTS[kindOf(node)]?.(node) ?? [])
			.filter((fault) => fault !== false)
			.map((fault) => `${node.name}: ${fault}`),
	);
	expect(faults).toEqual([]);
});

/** Where a node of a Canvas' call leads in the example, as n8n evaluates its conditions. */
function segmentBranch(properties: unknown): string {
	const { nodes, connections } = readExample('braze-canvas-to-punchh-segment');
	const workflow = new Workflow({ nodes, connections, active: false, nodeTypes });
	const items = [{ json: { properties } as IDataObject }];
	let name = 'Remove?';
	for (;;) {
		const node = nodes.find((one) => one.name === name)!;
		if (kindOf(node) !== 'if') return name;
		const conditions = workflow.expression.getParameterValue(
			node.parameters.conditions as INodeParameters,
			null,
			0,
			0,
			name,
			items,
			'internal',
			{},
		) as unknown as FilterValue;
		const output = executeFilter(conditions) ? 0 : 1;
		name = connections[name].main[output]![0].node;
	}
}

test.each<[unknown, string]>([
	[{ action: 'remove' }, 'Remove guest from segment'],
	[{ action: ' Remove\n' }, 'Remove guest from segment'],
	[{ action: ['remove'] }, 'Remove guest from segment'],
	[{ action: 'add' }, 'Add guest to segment'],
	[{}, 'Add guest to segment'],
	[{ action: '' }, 'Neither'],
	[{ action: ' ' }, 'Neither'],
	[{ action: null }, 'Neither'],
	[{ action: 'delete' }, 'Neither'],
	[{ action: false }, 'Neither'],
	[{ action: 0 }, 'Neither'],
	[{ action: { is: 'remove' } }, 'Neither'],
])('Braze Canvas to Punchh segment: %j leads to %s', (properties, expected) => {
	expect(segmentBranch(properties)).toBe(expected);
});

test.each([
	['730415', '730415'],
	[730415, '730415'],
	[' 730415\n', '730415'],
	['', ''],
	[null, ''],
	[undefined, ''],
])('Win-back: the guest of %j is noted as %j, so that each is known again', (given, guest) => {
	const message = { properties: { punchh_user_id: given } as IDataObject };
	const others = { 'Braze Trigger': [message] };
	expect(runCode('win-back-from-braze', 'Guest', [], others)).toEqual([{ guest }]);
});

test('Win-back: a gift that was given again later keeps the next one away from then on', () => {
	const { nodes } = readExample('win-back-from-braze');
	const { parameters } = nodes.find(({ name }) => name === 'Forget after 90 days')!;
	expect(parameters.filters).toMatchObject({ conditions: [{ keyName: 'updatedAt' }] });
});

/** The keys by which messages about events are told apart. */
const keysOf = (example: string, events: IDataObject[]) =>
	runCode(example, 'Messages', events).map(({ key }) => key);

const REMINDER = { event_type: 'points_expiry_reminder', content_id: '', guest: {} };

test.each<[string, IDataObject, IDataObject[]]>([
	[
		'reward-to-braze-canvas',
		{ content_id: '', guest: { user_id: 1 } },
		[{ reward_id: '' }, { name: 'Free coffee' }, { reward_id: null, name: 'Free cake' }],
	],
	[
		'reward-to-braze-canvas',
		{ content_id: 'c', guest: { user_id: 1 } },
		[{ reward_id: '9007199254740992' }, { reward_id: '9007199254740993' }],
	],
	[
		'expiring-points-to-braze-campaign',
		REMINDER,
		['a', 'b'].map((email) => ({ email, expiring_date: '2026-12-01', remaining_days: 3 })),
	],
	[
		'expiring-points-to-braze-campaign',
		{ ...REMINDER, guest: { user_id: 1 } },
		[
			{ reward_id: '', expiring_date: '', name: 'Free coffee', remaining_days: 3 },
			{ reward_id: '', expiring_date: '', name: 'Free cake', remaining_days: 3 },
		],
	],
])('%s: what is empty in two events does not make them one', (example, event, payloads) => {
	const events = payloads.map((payload) => ({ ...event, payload }));
	const keys = keysOf(example, [...events, ...events]);
	expect(keys).toHaveLength(payloads.length);
});

test('Punchh events to Braze: what it keeps fits the columns of text', () => {
	const events = [{ id: [7] }, true, null, '9007199254740993'].map((content_id) => ({
		content_id,
		error: 'Braze was away',
		details: { verdict: 'failed' },
	}));
	const kept = runCode('punchh-events-to-braze', 'Not recorded', events);
	for (const row of kept) {
		for (const value of Object.values(row)) expect(typeof value).toBe('string');
	}
	expect(kept).toHaveLength(events.length);
});
