import type { INodeProperties } from 'n8n-workflow';

import { valueForAll, type Item } from '../../../shared/operations/item';
import type { Plan } from './checks/limits';
import { POLICY } from '../../transport/policy';
import type { SendSettings } from '../types';
import { outputOption } from './output';

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

/** The options that say how to send, for the 'Options' of an operation; all items must agree. */
export const settingsOptions: INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		// Whoever adds it wants it; without it everything is sent.
		default: true,
		description:
			'Whether to send nothing and output the exact requests instead. Each request is shown with the first item that is part of it.',
	},
	{
		displayName: 'Longest Wait (Seconds)',
		name: 'longestWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: longestWaitSeconds,
		description:
			'The longest total time to wait while Braze limits the rate and accepts nothing. After that, nothing more is sent, and the rest gets the verdict failed. Hourly limits can require up to 3600.',
	},
	{
		displayName: 'Merge Attributes of a User',
		name: 'mergeAttributes',
		type: 'boolean',
		default: false,
		description:
			'Whether to write the plain attributes of a user only once per run, each with its last value, which costs fewer data points. Merged items share one verdict.',
	},
	outputOption,
	{
		displayName: 'Plan Limits',
		name: 'plan',
		type: 'options',
		options: [
			{
				name: '75 Objects in Each Array',
				value: 'each',
				description: 'For contracts with legacy rate limits: up to 225 objects per request',
			},
			{
				name: '75 Objects Together',
				value: 'together',
				description: 'For all other contracts: attributes, events and purchases count together',
			},
		],
		default: 'together',
		description: 'How many objects your Braze contract allows per request',
	},
	{
		displayName: 'Repeat After Lost Answers',
		name: 'repeatUnsafe',
		type: 'boolean',
		default: false,
		description:
			'Whether to also resend events, purchases and increments after a lost answer or a failure of Braze. Braze does not drop duplicates: anything that had arrived counts twice. Plain attributes are always resent.',
	},
	{
		displayName: 'Requests at a Time',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: lanes,
		description:
			'How many requests to send at the same time. The objects of one user always stay in order.',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: requestsPerSecond,
		description:
			'The most requests to start per second, to leave room for other senders in your workspace. 0 means as fast as Braze allows.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: timeoutSeconds,
		description: 'How long to wait for an answer from Braze',
	},
	{
		displayName: 'Tries',
		name: 'attempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: attempts,
		description:
			'How many times to send a request, including the first, if answers are lost or Braze fails and it is safe to send it again. Waits for the rate limit do not count.',
	},
];

/** The same for operations that do not ask. */
export const DEFAULT_SETTINGS: TrackSettings = {
	...POLICY.sending,
	plan: 'together',
	dryRun: false,
	mergeAttributes: false,
	timeoutMs: POLICY.timeoutMs,
};

const OPTIONS = new Map(settingsOptions.map((option) => [option.name, option]));

/** What holds without an option, where that is not what it says when it is added. */
const WITHOUT: Record<string, boolean> = { dryRun: false };

/**
 * Reads how to send from the 'Options', which apply to the whole run.
 *
 * @throws NodeOperationError when a number is invalid or out of range, or items do not agree
 */
export function readTrackSettings(items: Item[]): TrackSettings {
	const option = <T>(name: string) =>
		valueForAll<unknown>(
			items,
			`options.${name}`,
			WITHOUT[name] ?? OPTIONS.get(name)!.default,
		) as T;
	const number = (name: string) => {
		const { displayName, typeOptions } = OPTIONS.get(name)!;
		return items[0].toNumber(option(name), displayName, typeOptions);
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
