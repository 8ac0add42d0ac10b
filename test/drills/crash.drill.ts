import type { IDataObject } from 'n8n-workflow';

import { createCredential, publishTrigger, startInstance } from './instance';
import { killWhileTaking } from './killed';

const WAYS: Record<string, IDataObject> = {
	'one by one': {},
	grouped: { groupEvents: true, maxEvents: 20, maxWait: 50 },
	'acknowledged when the workflow has succeeded': { acknowledge: 'lastNode' },
};

const ENV = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/**
 * n8n is killed again and again while events come in, as if the power failed. What got no 200 is
 * sent again, as Punchh does: all of it must come through, whatever n8n had stored when it died.
 *
 * @param args how often n8n is killed for each way, 5 times when absent
 */
export async function run([rounds = '5']: string[]): Promise<void> {
	const instance = await startInstance('drill-crash', ENV);
	let missing = 0;
	try {
		const credential = await createCredential(instance.client);
		for (const [way, parameters] of Object.entries(WAYS)) {
			const trigger = await publishTrigger(instance, credential, way, parameters);
			for (let round = 1; round <= Number(rounds); round++) {
				const result = await killWhileTaking(instance, trigger, ENV);
				console.log(`${way}, round ${round}:`, result);
				missing += result.missing;
			}
		}
	} finally {
		await instance.server.stop();
	}
	if (missing > 0) throw new Error('Events that got no 200 were dropped when they came again');
}
