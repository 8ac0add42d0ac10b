import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';

import { Punchh } from '../../nodes/Punchh/Punchh.node';
import { PUNCHH_KEYS } from '../../sandbox/seed';
import { additionalData, credentialReferences, nodeTypes, PACKAGE } from '../harness/n8n';
import { usePunchhSandbox } from '../harness/punchh';

const punchh = usePunchhSandbox();
const { listSearch } = new Punchh().methods;

/** Opens a drop-down, as the editor does. */
async function open(
	method: keyof typeof listSearch,
	filter?: string,
	apiKey: string = PUNCHH_KEYS.admin,
): Promise<INodeListSearchResult> {
	const values = { punchhApi: { baseUrl: punchh.sandbox.punchhUrl, apiKey } };
	const node = {
		id: '1',
		name: 'Punchh',
		type: `${PACKAGE}.punchh`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: { resource: 'segmentMember', operation: 'add' },
		credentials: credentialReferences(values),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new LoadOptionsContext(workflow, node, additionalData(values), '');
	return await listSearch[method].call(context as unknown as ILoadOptionsFunctions, filter);
}

test.each([
	['searchCustomSegments', undefined, ['Coffee Lovers', 'Lapsed Guests'], '1875'],
	['searchCustomSegments', 'LAPSED', ['Lapsed Guests'], '1874'],
	['searchRedeemables', 'coffee', ['Free Small Coffee'], '118190'],
	['searchLocations', '234', ['Old Mill (store 234)'], '315903'],
	['searchLocations', 'nowhere', [], undefined],
] as const)('%s, filter %s', async (method, filter, names, first) => {
	const { results } = await open(method, filter);
	expect(results.map(({ name }) => name)).toEqual(names);
	expect(results[0]?.value).toBe(first);
});

test('a refused key is said in the words of Punchh', async () => {
	await expect(open('searchLocations', '', 'wrong-admin-key')).rejects.toMatchObject({
		message: 'You need to sign in or sign up before continuing.',
		description: expect.stringMatching(/'Business Admin Key'/),
	});
});
