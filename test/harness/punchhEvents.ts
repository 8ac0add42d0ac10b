import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { runNode, type NodeResult, type NodeRun } from './runNode';

const SAMPLES = join(__dirname, '../../sandbox/punchh/webhooks/samples');

/** The names of all sample bodies of Punchh's webhooks. */
export const SAMPLE_NAMES = readdirSync(SAMPLES, { recursive: true })
	.map(String)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace('.json', ''));

/** What Punchh sends. */
export interface Envelope extends IDataObject {
	payload: IDataObject;
}

/** A sample body, with some fields of its payload changed. */
export function sample(name: string, payload: IDataObject = {}): Envelope {
	const envelope = JSON.parse(readFileSync(join(SAMPLES, `${name}.json`), 'utf8')) as Envelope;
	return { ...envelope, payload: { ...envelope.payload, ...payload } };
}

/** A Braze API credential for a sandbox. */
export function sandboxCredentials({ brazeUrl }: Sandbox): NodeRun['credentials'] {
	return { brazeApi: { instance: 'custom', customUrl: brazeUrl, apiKey: BRAZE_KEY } };
}

/** Runs Punchh Event > Track with each item as the event. */
export async function trackEvents({
	parameters,
	options,
	...given
}: Pick<NodeRun, 'items' | 'parameters' | 'credentials' | 'execution'> & {
	options: IDataObject;
}): Promise<NodeResult> {
	return await runNode({
		...given,
		node: 'braze',
		parameters: {
			resource: 'punchhEvent',
			operation: 'track',
			event: '={{ $json }}',
			preset: 'recommended',
			identifiers: { identifier: [{ by: 'external_id' }, { by: 'punchh_user_id' }] },
			attributesToSend: 'changed',
			options: options as NodeRun['parameters'],
			...parameters,
		},
		onError: 'continueErrorOutput',
	});
}
