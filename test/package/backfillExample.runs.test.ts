import { runInNewContext } from 'node:vm';

import { readExample } from '../../playground/provision';
import { EXAMPLE } from './backfillExample.setup';

const { nodes, connections, settings } = readExample(EXAMPLE);

const next = (name: string) =>
	connections[name]?.main.map((to) => (to ?? []).map(({ node }) => node));

describe('the runs of their own, of which n8n keeps nothing in memory once they have ended', () => {
	const nodeOf = (name: string) => nodes.find((node) => node.name === name)!;
	const ofThePages = ['form', 'formTrigger'].map((type) => `n8n-nodes-base.${type}`);

	/** The nodes that may run after one. */
	function after(name: string, found = new Set<string>()): Set<string> {
		for (const { node } of (connections[name]?.main ?? []).flatMap((to) => to ?? [])) {
			if (!found.has(node)) after(node, found.add(node));
		}
		return found;
	}

	test('are those of this workflow, from the file on', () => {
		for (const call of ['Look into the file', 'Update the guests']) {
			const { type, parameters } = nodeOf(call);
			expect(type).toBe('n8n-nodes-base.executeWorkflow');
			expect(parameters).toMatchObject({ source: 'database', mode: 'once' });
			expect(parameters.workflowId).toMatchObject({ value: '={{ $workflow.id }}' });
		}
		const inner = after('A file');
		for (const { name, type } of nodes) {
			if (type === 'n8n-nodes-base.stickyNote' || name === 'A file') continue;
			const isOuter = after('Upload CSV').has(name) || name === 'Upload CSV';
			expect([name, inner.has(name)]).toEqual([name, !isOuter]);
			if (ofThePages.includes(type)) expect(isOuter).toBe(true);
		}
	});

	test('only the second one writes, and it has the file of the form', () => {
		const csv = { data: 'ZW1haWw=', mimeType: 'text/csv' };
		const jsCode = String(nodeOf('The file again').parameters.jsCode);
		expect(
			runInNewContext(`(() => { ${jsCode} })()`, {
				$: () => ({ first: () => ({ json: { CSV: {} }, binary: { CSV: csv } }) }),
			}),
		).toEqual([{ json: { update: true }, binary: { CSV: csv } }]);
		expect(next('Update?')).toEqual([['Failed before'], ['What would be done']]);
	});

	// n8n needs far longer to hand long lists on at a node with an error output, and does nothing else meanwhile.
	test('have no node with an error output', () => {
		const withOutput = nodes.filter(({ onError }) => onError === 'continueErrorOutput');
		expect(withOutput.map(({ name }) => name)).toEqual(['Look into the file']);
	});

	// n8n reads what it has stored of such a run as soon as it has ended, and does nothing else meanwhile.
	test('are not stored if they succeed', () => {
		expect(settings).toMatchObject({ saveDataSuccessExecution: 'none' });
	});
});
