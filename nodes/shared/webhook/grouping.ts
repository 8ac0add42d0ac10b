import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { NO_GROUP, type GroupLimits } from './group';

/** A group may wait for a third of the 15 s that Punchh waits for an answer; Braze waits for 90 s. */
const LONGEST_GROUP_WAIT_MS = 5_000;

/** Events of one group at most: what an execution carries and stores has to stay bearable. */
const LARGEST_GROUP = 500;

/** The parameters with which a trigger offers to group events. */
export const groupParameters: INodeProperties[] = [
	{
		displayName: 'Group Events',
		name: 'groupEvents',
		type: 'boolean',
		default: false,
		description:
			'Whether events that arrive together share one execution, with one item for each event. For many events a second this saves most of the load. If it cannot be stored, or fails where that counts, the sender is told so for each of its events.',
	},
	{
		displayName: 'Events per Group',
		name: 'maxEvents',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: LARGEST_GROUP },
		default: 75,
		displayOptions: { show: { groupEvents: [true] } },
		description:
			'How many events start the execution at once. Braze takes 75 objects in one request.',
	},
	{
		displayName: 'Longest Wait (Ms)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: LONGEST_GROUP_WAIT_MS },
		default: 500,
		displayOptions: { show: { groupEvents: [true] } },
		description:
			'How long the first event of a group waits for others, in milliseconds, at most 5,000. The sender waits for its answer meanwhile.',
	},
];

/** What these parameters say. */
export function readGroupLimits(this: IWebhookFunctions): GroupLimits {
	if (this.getNodeParameter('groupEvents', false) !== true) return NO_GROUP;
	return {
		maxEvents: within(this.getNodeParameter('maxEvents', 75), 1, LARGEST_GROUP),
		maxWaitMs: within(this.getNodeParameter('maxWait', 500), 0, LONGEST_GROUP_WAIT_MS),
	};
}

function within(value: unknown, lowest: number, highest: number): number {
	const number = Math.floor(Number(value));
	return Number.isNaN(number) ? lowest : Math.min(Math.max(number, lowest), highest);
}
