import nock from 'nock';

import { runNode } from '../harness/runNode';

const KEY = 'test-braze-key-0123456789';
const HOST = 'https://rest.iad-01.braze.com';

const credentials = { brazeApi: { instance: HOST, apiKey: KEY } };

const parameters = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'fields',
	identifyBy: 'external_id',
	external_id: '={{ $json.id }}',
	events: {
		event: [
			{ name: 'visited', time: '2026-03-14T16:20:11Z', properties: '={{ $json.properties }}' },
		],
	},
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

test('smoke', async () => {
	nock(HOST)
		.post('/users/track', (body) => {
			console.log(JSON.stringify(body));
			return true;
		})
		.reply(201, { message: 'success', events_processed: 2 });
	const result = await runNode({
		node: 'braze',
		parameters,
		items: [{ id: 1 }, { id: 'b', properties: { a: 1 } }],
		credentials,
	});
	console.log(JSON.stringify(result.items), result.error);
});
