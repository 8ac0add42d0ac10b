import { ExecuteContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import {
	HOST,
	OTHER_HOST,
	STUB_CREDENTIALS_OF_ITEMS,
	stubBraze,
	type StubAnswer,
} from '../../../harness/brazeStub';
import { runNode } from '../../../harness/runNode';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const SUCCESS: StubAnswer = [201, { message: 'success' }];

/** A user who goes to the workspace of a brand. */
const user = (external_id: string, server = HOST): IDataObject => ({
	objects: { attributes: [{ external_id, first_name: 'Ada' }] },
	server,
	key: 'key-of-the-brand',
});

const range = (count: number) => Array.from({ length: count }, (_, id) => user(`u${id}`));

describe('a credential that says it is the same for all items', () => {
	const sameForAll = async (items: IDataObject[], sameForAllItems: boolean | null = true) =>
		await runNode({
			node: 'braze',
			credentials: { brazeApi: { ...STUB_CREDENTIALS_OF_ITEMS.brazeApi, sameForAllItems } },
			parameters: {
				resource: 'user',
				operation: 'track',
				specifyObjects: 'json',
				objects: '={{ $json.objects }}',
			},
			items,
			onError: 'continueErrorOutput',
		});

	test('is read for the first and the last item only', async () => {
		const requests = stubBraze(() => SUCCESS);
		const read = jest.spyOn(ExecuteContext.prototype, 'getCredentials');
		const users = Array.from({ length: 120 }, (_, id) => user(`u${id}`));
		expect((await sameForAll(users)).errors).toEqual([]);
		expect(requests).toHaveLength(2);
		expect(read.mock.calls.map(([, itemIndex]) => itemIndex)).toEqual([0, 119]);
		read.mockRestore();
	});

	test.each<[string, IDataObject[], boolean | null, number]>([
		['many items have the same', range(1_000), false, 1],
		['there are few items', range(999), false, 0],
		['it says so already', range(1_000), true, 0],
		['it cannot say so', range(1_000), null, 0],
		['one item has another', [...range(999), user('other', OTHER_HOST)], false, 0],
	])('the panel advises it where %s: %#', async (_when, items, says, hints) => {
		stubBraze(() => SUCCESS);
		const { run } = await sameForAll(items, says);
		const shown = run.data.resultData.runData.Subject[0].hints ?? [];
		expect(shown.filter(({ message }) => message.includes('Same for All Items'))).toHaveLength(
			hints,
		);
	});

	test('and is not: nothing is sent', async () => {
		const requests = stubBraze(() => SUCCESS);
		const { errors } = await sameForAll([user('a'), user('b', OTHER_HOST)]);
		expect(errors.map(({ json }) => json.error)).toEqual(
			[1, 2].map(() => 'The credential is not the same for all items'),
		);
		expect(requests).toEqual([]);
	});
});
