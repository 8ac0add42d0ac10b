/** What changes where n8n is older, as `n8nOffers` tells it. */
import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazeTrigger } from '../../nodes/Braze/BrazeTrigger.node';
import { PunchhTrigger } from '../../nodes/Punchh/PunchhTrigger.node';
import { runNode } from '../harness/runNode';

jest.mock('../../nodes/shared/n8nOffers', () => ({
	routesErrorDetails: false,
	storesBeforeAnswer: false,
	readsWebhookParameters: false,
}));

test.each([
	['Punchh Trigger', new PunchhTrigger()],
	['Braze Trigger', new BrazeTrigger()],
])('%s: where n8n would answer before it stores, it waits for the workflow', (_name, trigger) => {
	const { webhooks, properties } = trigger.description;
	expect(webhooks![0].responseMode).toBe('lastNode');
	const acknowledge = properties.find(({ name }) => name === 'acknowledge')!;
	expect(acknowledge.description).toContain('This version of n8n answers before');
});

test('a failed item has nothing but the two fields that an older n8n routes to the error output', async () => {
	const { name } = new Braze().description;
	const { items, errors } = await runNode({
		node: name,
		parameters: { resource: 'user', operation: 'none' },
		items: [{ id: 7, details: 'own' }],
		credentials: {},
		onError: 'continueErrorOutput',
	});
	expect(items).toEqual([]);
	expect(errors).toHaveLength(1);
	const { error, message, ...input } = errors[0].json;
	expect(error).toEqual(expect.any(String));
	expect(JSON.parse(message as string)).toEqual({
		by: 'n8n-nodes-punchh-braze',
		description: expect.any(String),
	});
	expect(input).toEqual({ id: 7, details: 'own' });
});
