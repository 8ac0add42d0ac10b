import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { WEBHOOK_POLICY } from '../policy';
import { NO_GROUP, type GroupLimits } from './group';

const { longestWaitMs, mostEvents, defaultEvents, defaultWaitMs } = WEBHOOK_POLICY.group;

/** The parameters for grouping events. */
export const groupParameters: INodeProperties[] = [
	{
		displayName: 'Group Events',
		name: 'groupEvents',
		type: 'boolean',
		default: true,
		description:
			'Whether events that arrive together share one execution, with one item for each event, which saves most of the load. Later nodes must not look at the first item only. If it is off, each event has an execution of its own. If the execution cannot be stored, or fails while Acknowledge waits for success, the sender gets an error for each of its events.',
	},
	{
		displayName: 'Events per Group',
		name: 'maxEvents',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: mostEvents },
		default: defaultEvents,
		displayOptions: { show: { groupEvents: [true] } },
		description:
			'How many events start the execution right away. Braze accepts 75 objects in one request.',
	},
	{
		displayName: 'Longest Wait (Ms)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: longestWaitMs },
		default: defaultWaitMs,
		displayOptions: { show: { groupEvents: [true] } },
		description:
			'How long the first event of a group waits for others, in milliseconds, at most 5,000. The sender waits for its answer during that time.',
	},
];

/** Reads these parameters. */
export function readGroupLimits(this: IWebhookFunctions): GroupLimits {
	if (this.getNodeParameter('groupEvents', true) !== true) return NO_GROUP;
	return {
		maxEvents: within(this.getNodeParameter('maxEvents', defaultEvents), 1, mostEvents),
		maxWaitMs: within(this.getNodeParameter('maxWait', defaultWaitMs), 0, longestWaitMs),
	};
}

function within(value: unknown, lowest: number, highest: number): number {
	const number = Math.floor(Number(value));
	return Number.isNaN(number) ? lowest : Math.min(Math.max(number, lowest), highest);
}
