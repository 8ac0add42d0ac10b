import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nClient } from '../../playground/n8nClient';
import { BRAZE_KEY, GUEST_PASSWORD, PUNCHH_KEYS, WEBHOOK_SECRETS } from '../../sandbox/seed';
import { stack } from './stack';

/** A password that the tests hand to n8n as input. */
export const INPUT_PASSWORD = 'e2e-password';

/** What a credential holds: n8n keeps it encrypted, and nowhere else. */
const CREDENTIAL_SECRETS = [
	BRAZE_KEY,
	PUNCHH_KEYS.admin,
	PUNCHH_KEYS.secret,
	WEBHOOK_SECRETS.secret,
	WEBHOOK_SECRETS.token,
];

/** What lets somebody act as a guest; in no execution that n8n has kept. */
const GUEST_SECRETS = [GUEST_PASSWORD, INPUT_PASSWORD, '"authentication_token"', '"access_token"'];

/**
 * Searches n8n's database, its log and every stored execution.
 *
 * @param further what else must not be there
 */
export async function expectNoSecretStored(
	client: N8nClient,
	further: string[] = [],
): Promise<void> {
	const credentialSecrets = [...CREDENTIAL_SECRETS, ...further];
	const folder = join(stack.userFolder, '.n8n');
	const files = readdirSync(folder)
		.filter((file) => /sqlite|\.log$/.test(file))
		.map((file) => join(folder, file));
	expect(files.length).toBeGreaterThan(0);
	for (const file of [...files, join(stack.userFolder, 'n8n.log')]) {
		expectWithout(file, readFileSync(file).toString('latin1'), credentialSecrets);
	}
	for (const { id, name } of await client.listWorkflows()) {
		for (const execution of await client.listExecutions(id)) {
			const { data } = await client.getExecution(execution.id);
			expectWithout(`execution of ${name}`, JSON.stringify(data), [
				...credentialSecrets,
				...GUEST_SECRETS,
			]);
		}
	}
}

function expectWithout(where: string, text: string, secrets: string[]): void {
	const found = secrets.filter((secret) => text.includes(secret));
	expect({ where, found }).toEqual({ where, found: [] });
}
