import { settled } from './exactlyOnce';
import { attack } from './hostile';
import { createCredential, publishTrigger, startInstance } from './instance';

/**
 * Hostile calls to a real n8n: none may start an execution, be answered with a 5xx of the trigger's,
 * or be left open, and n8n's memory may not grow.
 *
 * @param args how many calls, 100,000 when absent
 */
export async function run([count = '100000']: string[]): Promise<void> {
	const instance = await startInstance('drill-hostile', {
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	});
	try {
		const credential = await createCredential(instance.client);
		const trigger = await publishTrigger(instance, credential, 'hostile');
		const report = await attack(instance.server, trigger.url, Number(count));
		const executions = (await settled(instance, trigger.id)).flat().length;
		console.log(JSON.stringify({ ...report, executions }, null, 2));
		if (report.wrong.length > 0) throw new Error('Some calls were answered in a wrong way');
		// One genuine event is sent once, to be replayed.
		if (executions !== 1) throw new Error(`${executions} events came through, not the genuine one`);
	} finally {
		await instance.server.stop();
	}
}
