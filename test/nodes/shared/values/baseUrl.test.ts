import { Workflow, type INodeTypes } from 'n8n-workflow';

import { baseUrlExpression, readBaseUrl } from '../../../../nodes/shared/values/baseUrl';

/** What n8n makes of the expression that the test of a credential has for the address. */
function evaluated(given: string): unknown {
	const node = { id: '1', name: 'It', type: 'it', typeVersion: 1, parameters: {} };
	const workflow = new Workflow({
		nodes: [{ ...node, position: [0, 0] }],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => undefined } as unknown as INodeTypes,
	});
	const expression = baseUrlExpression('$credentials.baseUrl');
	return workflow.expression.getSimpleParameterValue(workflow.nodes.It, expression, 'internal', {
		$credentials: { baseUrl: given },
	});
}

test.each([
	['https://x.punchh.com', 'https://x.punchh.com'],
	[' https://x.punchh.com/ ', 'https://x.punchh.com'],
	['HTTP://127.0.0.1:8080//', 'HTTP://127.0.0.1:8080'],
	['x.punchh.com', 'https://x.punchh.com'],
	['x.punchh.com/a/b', 'https://x.punchh.com/a/b'],
])('%s is called, and tested, as %s', (given, expected) => {
	expect(readBaseUrl(given)).toBe(expected);
	expect(evaluated(given)).toBe(expected);
});
