import type { IDataObject } from 'n8n-workflow';

import { readExample, withChoices } from '../../playground/provision';
import { startSandbox, type Sandbox } from '../../sandbox';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { INPUT_PASSWORD } from '../harness/keptSecrets';
import { sandboxCredentials } from '../harness/punchhEvents';
import { runNode } from '../harness/runNode';

const EXAMPLE = 'sign-up-and-greet';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Runs a node of the example for what its user feeds it, and returns what it hands on. */
async function run(name: string, items: IDataObject[]): Promise<IDataObject[]> {
	const { nodes } = withChoices(readExample(EXAMPLE), EXAMPLE);
	const { type, parameters } = nodes.find((node) => node.name === name)!;
	const { client, secret } = PUNCHH_KEYS;
	const punchhMobileApi = { baseUrl: sandbox.punchhUrl, client, secret, digestAlgorithm: 'byPath' };
	const result = await runNode({
		...{ node: type.split('.')[1], parameters, items },
		credentials: { ...sandboxCredentials(sandbox), punchhMobileApi },
	});
	expect(result.error).toBeUndefined();
	return result.items.map(({ json }) => json);
}

test('guests of one list are each greeted with their own name and address', async () => {
	const calls = ['ada', 'ben'].map((name) => ({
		body: {
			...{ email: `${name}@example.com`, password: INPUT_PASSWORD, crm_id: `CRM-${name}` },
			...{ first_name: name, last_name: `Berg ${name}` },
		},
	}));
	await run('Greet', await run('Sign up guest', calls));
	const held = sandbox.braze.profiles.map(({ external_id, attributes }) => ({
		...attributes,
		external_id,
	}));
	expect(held).toEqual(
		calls.map(({ body: { email, first_name, last_name, crm_id } }) => ({
			...{ email, first_name, last_name, external_id: crm_id },
			punchh_user_id: expect.any(Number) as number,
		})),
	);
});
