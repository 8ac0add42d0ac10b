import type { INodeParameters } from 'n8n-workflow';
import { BRAZE_TRACK_KEY } from '../../../../sandbox/braze/seed';
import { OPERATIONS, credentials, run, sandbox } from './effects.setup';

describe.each(Object.entries(OPERATIONS))('%s', (_name, { parameters, hasHappened }) => {
	test('does what it says', async () => {
		const { items, errors } = await run(parameters);
		expect(errors).toEqual([]);
		expect(items[0].json.verdict).toBe('accepted');
		hasHappened();
	});

	test('is refused to a key without permission', async () => {
		const { errors } = await run(parameters, undefined, {
			credentials: credentials(BRAZE_TRACK_KEY),
		});
		expect(errors[0].json).toMatchObject({
			error: 'Access Denied (status 403)',
			details: { verdict: 'failed' },
		});
	});

	test('echoes no key', async () => {
		const wrong = 'wrong-key-that-must-not-be-shown';
		const { errors, run: whole } = await run(parameters, undefined, {
			credentials: credentials(wrong),
		});
		expect(errors[0].json.error).toBe('Invalid API key: *** (status 401)');
		expect(JSON.stringify(whole)).not.toContain(wrong);
		expect(sandbox.braze.requests[0].answer).toContain(wrong);
	});
});

test('whitespace that was copied with a key does not hide it in an answer', async () => {
	const { parameters } = OPERATIONS.setEmailStatus;
	const wrong = 'wrong-key-that-must-not-be-shown';
	const refused = await run(parameters, undefined, { credentials: credentials(`${wrong} `) });
	expect(refused.errors[0].json.error).toBe('Invalid API key: *** (status 401)');
	expect(JSON.stringify(refused.run)).not.toContain(wrong);
});

test.each<[string, INodeParameters]>([
	['an operation that there is not', { resource: 'email', operation: 'fly' }],
	[
		'an expression, which n8n takes as text',
		{ resource: '={{ "email" }}', operation: 'setStatus' },
	],
])('%s: every item says so, and nothing goes on as if all were well', async (_what, parameters) => {
	const items = [{ id: 'a' }, { id: 'b' }];
	const routed = await run(parameters, items);
	expect(routed.items).toEqual([]);
	expect(routed.errors.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
		items.map((_, item) => [expect.stringMatching(/^The resource .* has no operation/), { item }]),
	);
	const stopped = await run(parameters, items, { onError: undefined });
	expect(stopped.error?.message).toMatch(/^The resource .* has no operation/);
});
