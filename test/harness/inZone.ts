import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { askedWaitMs } from '../../nodes/shared/http/retry';
import { sample } from './punchhEvents';
import { runNode } from './runNode';

const TIMES = [
	'2026-03-14',
	'2026-03-14 12',
	'2026-03-14 16:17',
	'2026-03-14 16:17:00',
	'2026-03-14 16:17:00 UTC',
	'2026-03-14 16:17:00 -0400',
	'2026-03-14 16:17 EST',
	'2026-03-14 16:17 EDT',
	'2026-03-14 4:17 PM',
	'2026-03-14T16',
	'2026-03',
	'2026',
	'2026-W11-6',
	'2026-073',
	'2026-3-14',
	'2026/03/14',
	'2026-06-31',
	'2026-06-31T10:00',
	'20260314T1617',
	'3/14/2026 4:17 PM',
	'14 Mar 2026 16:17',
	'March 14, 2026 16:17',
	'Sat, 14 Mar 2026 16:17:00 GMT',
	'Sat Mar 14 2026 16:17:00 GMT+0100 (Central European Standard Time)',
	'1773505330',
	'3',
];

const credentials = {
	brazeApi: { instance: 'custom', customUrl: 'http://localhost', apiKey: 'k' },
};

const results = async (parameters: INodeParameters, items: IDataObject[]) => {
	const { items: done, errors } = await runNode({
		node: 'braze',
		credentials,
		parameters: { options: { dryRun: true }, ...parameters },
		items,
		onError: 'continueErrorOutput',
	});
	return [...done, ...errors].map(({ json }) => json);
};

/** A form of HTTP's dates that does not say that it is in GMT. */
const WAIT = { 'retry-after': 'Fri Jan  2 08:00:05 1970' };

/** A guest whose times have no zone, which only the adapter's mapping compares. */
const GUEST = sample('guest-create', {
	joined_at: '2026-03-14 03:00:00',
	created_at: '2026-03-14 02:30:00 -0000',
	birthday: '1991-06-23',
	anniversary: '2026-06-31',
	last_activity_at: '2026-03-14 16:17:00',
});

const mapped = (preset: string) => ({
	...{ resource: 'punchhEvent', operation: 'track', event: '={{ $json }}', preset },
	...{ attributesToSend: 'all', identifiers: { identifier: [{ by: 'punchh_user_id' }] } },
});

/** What the nodes make of dates and times where the server stands in this zone, and minutes from it to UTC. */
export async function readInZone(): Promise<{ zone: number; all: unknown[][] }> {
	const tracked = {
		...{ resource: 'user', operation: 'track', specifyObjects: 'fields' },
		...{ identifyBy: 'external_id', external_id: 'a' },
		events: { event: [{ name: 'visited', time: '={{ $json.time }}' }] },
		attributes: { attribute: [{ name: 'on', type: 'date', value: '={{ $json.time }}' }] },
	};
	const all = [
		await results(
			tracked,
			TIMES.map((time) => ({ time })),
		),
		await results(mapped('recommended'), [GUEST]),
		await results(mapped('adapter'), [GUEST]),
		[askedWaitMs({ kind: 'reply', status: 429, headers: WAIT, body: '' }, 0)],
	];
	return { zone: new Date(0).getTimezoneOffset(), all };
}
