/** The examples with a loop that somebody puts into them: its nodes run several times. */
import { readExample } from '../../playground/provision';
import { runCode, TODAY } from '../harness/exampleCode';

describe('Punchh events to Braze', () => {
	const EXAMPLE = 'punchh-events-to-braze';
	const refused = (id: string) => ({
		...{ content_id: id, error: 'Braze was away', details: { verdict: 'failed' } },
	});

	test('keeps what this run of the loop was refused, not what the last one was', () => {
		const runs = { 'Record in Braze': [[refused('1')], [refused('2')]] };
		const kept = runCode(EXAMPLE, 'Not recorded', [refused('1')], runs);
		expect(kept.map(({ content_id: id }) => id)).toEqual(['1']);
	});

	test('hands it on itself, once the table is there', () => {
		const { nodes, connections } = readExample(EXAMPLE);
		const next = connections['Record in Braze'].main[1]!.map(({ node }) => node);
		expect(next).toEqual(['Make the table', 'Not recorded']);
		// n8n goes on with the node that is higher up on the canvas.
		const heights = next.map((name) => nodes.find((node) => node.name === name)!.position[1]);
		expect(heights[0]).toBeLessThan(heights[1]);
	});

	test('counts what became of the events in all runs of the loop', () => {
		const of = (verdict: string) => ({ verdict });
		const runs = {
			'Punchh Trigger': [{}, {}, {}, {}, {}],
			'Record in Braze': [[of('accepted'), of('skipped')], [], [of('accepted')]],
			'Not recorded': [[{ state: 'waiting' }], [{ state: 'look' }]],
		};
		const table = [{ name: 'Punchh events by day' }];
		const became = { recorded: 2, empty: 1, waiting: 1, refused: 1 };
		expect(runCode(EXAMPLE, 'Numbers', table, runs)).toEqual([
			{ day: TODAY, received: 5, ...became },
		]);
	});
});

test('First load: who was refused is told of each run of the loop', () => {
	const refused = (user_id: string) => ({ user_id, error: 'No external ID' });
	const told = runCode('first-load-of-guests', 'What was not loaded', [], {
		Link: [[refused('1')], [], [refused('3')]],
		'Write the profile': [[], [{ user_alias: { alias_name: '2' }, error: 'No external ID' }]],
	});
	expect(told).toEqual([{ reason: 'No external ID', count: 3, first: ['1', '3', '2'] }]);
});
