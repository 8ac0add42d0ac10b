import type { IDataObject } from 'n8n-workflow';

import { freshEvents } from '../../sandbox/punchh/webhooks/events';
import { sendAndCompare, type Arrival } from './exactlyOnce';
import { createCredential, publishTrigger, startInstance } from './instance';

/** The ways in which the events are taken; each gets all of them. */
const WAYS: Record<string, IDataObject> = {
	'one by one': {},
	grouped: { groupEvents: true, maxEvents: 75, maxWait: 250 },
	'grouped, acknowledged when the workflow has succeeded': {
		groupEvents: true,
		maxEvents: 75,
		maxWait: 250,
		acknowledge: 'lastNode',
	},
};

/**
 * Every event exactly once: has the sandbox send events, a twentieth of them twice, out of order,
 * over 50 connections, to a real n8n.
 *
 * @param args how many events, 10,000 when absent
 */
export async function run([count = '10000']: string[]): Promise<void> {
	const instance = await startInstance('drill-events', {
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	});
	const arrivals: Record<string, Arrival> = {};
	try {
		const credential = await createCredential(instance.client);
		for (const [way, parameters] of Object.entries(WAYS)) {
			const trigger = await publishTrigger(instance, credential, way, parameters);
			arrivals[way] = await sendAndCompare(instance, trigger, freshEvents(Number(count)));
			console.log(way, shown(arrivals[way]));
		}
	} finally {
		await instance.server.stop();
	}
	const wrong = Object.values(arrivals).filter(
		({ missing, doubled, failed }) => missing.length + doubled.length + failed > 0,
	);
	if (wrong.length > 0) throw new Error('Events are missing, doubled or were not delivered');
}

function shown({ missing, doubled, seconds, ...counts }: Arrival) {
	return {
		...counts,
		missing: missing.length,
		doubled: doubled.length,
		seconds: Math.round(seconds),
		eventsPerSecond: Math.round(counts.sent / seconds),
	};
}
