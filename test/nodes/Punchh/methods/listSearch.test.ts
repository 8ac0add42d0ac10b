import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { usePunchhSandbox } from '../../../harness/punchh';
import { searchList } from '../../../harness/searchList';

const punchh = usePunchhSandbox();

/** Opens a drop-down, as the editor does. */
const open = async (method: string, filter?: string, apiKey: string = PUNCHH_KEYS.admin) => {
	const punchhApi = { baseUrl: punchh.sandbox.punchhUrl, apiKey };
	const add = { resource: 'segmentMember', operation: 'add' };
	return await searchList('punchh', method, { punchhApi }, filter, undefined, add);
};

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

test('a list that is off is said, and who turns it on', async () => {
	punchh.sandbox.punchh.knobs.redeemablesList = false;
	await expect(open('searchRedeemables')).rejects.toMatchObject({
		message: expect.stringContaining('does not support this feature'),
		description: expect.stringMatching(/Headless Offers/),
	});
});
