import type { N8nClient } from '../../playground/n8nClient';
import { findKeptSecrets } from '../harness/keptSecrets';
import { stack } from './stack';

/**
 * Searches all that n8n keeps for what only its encrypted credentials may hold.
 *
 * @param further what else must not be there
 */
export async function expectNoSecretStored(
	client: N8nClient,
	further: string[] = [],
): Promise<void> {
	expect(await findKeptSecrets(client, stack, further)).toEqual([]);
}
