import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { STUB_CREDENTIALS, type StubAnswer } from '../../../../harness/brazeStub';
import { runNode, type NodeRun } from '../../../../harness/runNode';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

export const run = async (
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	credentials: NodeRun['credentials'] = STUB_CREDENTIALS,
) =>
	await runNode({
		node: 'braze',
		credentials,
		parameters,
		items,
		onError: 'continueErrorOutput',
	});

export const SUCCESS: StubAnswer = [201, { message: 'success' }];
