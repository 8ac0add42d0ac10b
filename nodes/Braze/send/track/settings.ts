import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { Plan } from './checks/limits';
import { POLICY } from '../../transport/policy';
import type { SendSettings } from '../types';

/** The choices of a whole run. */
export interface TrackSettings extends SendSettings {
	plan: Plan;
	/** Whether to show the requests and send none. */
	dryRun: boolean;
	/** Whether plain attributes of one user are sent as one object. */
	mergeAttributes: boolean;
	timeoutMs: number;
}

// n8n's lint wants plain names as defaults.
const { attempts, lanes, requestsPerSecond } = POLICY.sending;
const longestWaitSeconds = POLICY.sending.longestWaitMs / 1_000;
const timeoutSeconds = POLICY.timeoutMs / 1_000;

/** The options that say how to send, for the 'Options' of an operation; the first item's count. */
export const settingsOptions: INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description:
			'Whether to send nothing and output the exact requests instead. Each request stands at the first item that has a part in it.',
	},
	{
		displayName: 'Longest Wait (Seconds)',
		name: 'longestWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: longestWaitSeconds,
		description:
			'How long to wait at most, in all, while Braze limits the rate and takes nothing. After that nothing further is sent and the rest gets the verdict failed. Hourly limits can ask for up to 3600.',
	},
	{
		displayName: 'Merge Attributes of a User',
		name: 'mergeAttributes',
		type: 'boolean',
		default: false,
		description:
			'Whether to write plain attributes of one user only once in a run, each with its last value, which costs fewer data points. The items that were merged share one verdict.',
	},
	{
		displayName: 'Plan Limits',
		name: 'plan',
		type: 'options',
		options: [
			{
				name: '75 Objects in Each Array',
				value: 'each',
				description: 'For contracts with legacy rate limits: up to 225 objects in a request',
			},
			{
				name: '75 Objects Together',
				value: 'together',
				description: 'For all others: attributes, events and purchases count together',
			},
		],
		default: 'together',
		description: 'How many objects your Braze contract allows in a request',
	},
	{
		displayName: 'Repeat After Lost Answers',
		name: 'repeatUnsafe',
		type: 'boolean',
		default: false,
		description:
			'Whether to send events, purchases and increments again, too, when an answer was lost or Braze failed. Braze does not drop duplicates: what had arrived counts twice. Plain attributes are always sent again.',
	},
	{
		displayName: 'Requests at a Time',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: lanes,
		description:
			"How many requests are on their way at the same time. One user's objects never overtake each other.",
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: requestsPerSecond,
		description:
			'How many requests to begin in a second at most, to leave room for other senders of your workspace. 0 means as fast as Braze allows.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: timeoutSeconds,
		description: 'How long an answer of Braze may take',
	},
	{
		displayName: 'Tries',
		name: 'attempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: attempts,
		description:
			'How often a request is sent at most after lost answers and failures of Braze, when sending it again is safe. Waits for the rate limit do not count.',
	},
];

const OPTIONS = new Map(settingsOptions.map((option) => [option.name, option]));

/**
 * Reads how to send from the 'Options' of an item, which decides for the whole run.
 *
 * @throws NodeOperationError when a number is invalid or out of range
 */
export function readTrackSettings(item: Item): TrackSettings {
	const option = <T>(name: string) =>
		item.value<unknown>(`options.${name}`, OPTIONS.get(name)!.default) as T;
	const number = (name: string) => {
		const { displayName, typeOptions } = OPTIONS.get(name)!;
		const value = Number(option(name));
		const { minValue = 0, maxValue = Infinity } = typeOptions ?? {};
		if (value >= minValue && value <= maxValue) return value;
		throw item.error(
			`'${displayName}' is out of range`,
			maxValue === Infinity
				? `It must be a number, ${minValue} or more`
				: `It must be a number from ${minValue} to ${maxValue}`,
		);
	};
	return {
		plan: option<Plan>('plan'),
		lanes: Math.floor(number('concurrency')),
		requestsPerSecond: number('requestsPerSecond'),
		attempts: Math.floor(number('attempts')),
		longestWaitMs: number('longestWait') * 1_000,
		repeatUnsafe: option<boolean>('repeatUnsafe'),
		mergeAttributes: option<boolean>('mergeAttributes'),
		dryRun: option<boolean>('dryRun'),
		timeoutMs: number('timeout') * 1_000,
	};
}
