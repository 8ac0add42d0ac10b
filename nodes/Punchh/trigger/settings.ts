import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { PunchhEvent } from '../events/families';
import { readMaxBytes } from '../../shared/webhook/body';
import type { GroupLimits } from '../../shared/webhook/group/group';
import { readGroupLimits } from '../../shared/webhook/group/parameters';
import type { EventFilter } from './filter';
import { PUNCHH_TRIGGER_POLICY } from './policy';
import type { EventWithKinds } from '../events/kinds';

const { defaultMaxAgeHours } = PUNCHH_TRIGGER_POLICY;

/** What the node's parameters say about calls, before their content is known. */
export interface CallSettings {
	authentication: 'credential' | 'none';
	/** Whether to accept only the documented form of a signature. */
	strictSignature: boolean;
	/** Whether the GET check needs the same proof as events. */
	strictCheck: boolean;
	/** The address at which Punchh reaches n8n, if it is not the one that n8n knows; or ''. */
	publicBaseUrl: string;
	/** Whether links and codes of guests stay in the item. */
	keepSecrets: boolean;
	/** How large a body may be. */
	maxBytes: number;
	/** All of 'Options', for what is read later: n8n works them out each time. */
	options: IDataObject;
}

/** What the node's parameters say about events. */
export interface EventSettings {
	filter: EventFilter;
	group: GroupLimits;
	dropDuplicates: boolean;
	/** Older events are dropped; undefined if age does not matter. */
	maxAgeMs?: number;
}

/** The parameters that hold the chosen kinds. */
export const KIND_PARAMETERS: Record<EventWithKinds, string> = {
	transactional_notification: 'transactionalKinds',
	marketing_notification: 'marketingKinds',
	other: 'otherFamilies',
};

export function readCallSettings(this: IWebhookFunctions): CallSettings {
	const options = this.getNodeParameter('options', {}) as IDataObject;
	const strict = listOf(options.strictness);
	return {
		authentication: this.getNodeParameter('authentication') as CallSettings['authentication'],
		strictSignature: strict.includes('signature'),
		strictCheck: strict.includes('check'),
		publicBaseUrl: String(options.publicBaseUrl ?? '').trim(),
		keepSecrets: options.keepSecrets === true,
		maxBytes: readMaxBytes(options),
		options,
	};
}

export function readEventSettings(
	this: IWebhookFunctions,
	{ options }: CallSettings,
): EventSettings {
	return {
		filter: readFilter.call(this, options),
		dropDuplicates: options.dropDuplicates !== false,
		group: readGroupLimits.call(this),
		maxAgeMs: readMaxAgeMs(options),
	};
}

/** 0 allows any age; what is no age is the default. */
function readMaxAgeMs({ maxAgeHours }: IDataObject): number | undefined {
	const hours = Number(maxAgeHours ?? defaultMaxAgeHours);
	if (hours === 0) return undefined;
	return (hours > 0 ? hours : defaultMaxAgeHours) * 3_600_000;
}

function readFilter(this: IWebhookFunctions, options: IDataObject): EventFilter {
	const further = listOf(options.furtherKinds);
	const events = this.getNodeParameter('events');
	if (!Array.isArray(events) && typeof events !== 'string')
		throw new Error("'Events' is not a list");
	const kinds: EventFilter['kinds'] = {};
	for (const [event, parameter] of Object.entries(KIND_PARAMETERS)) {
		const chosen = listOf(this.getNodeParameter(parameter, []));
		// Further kinds add to the chosen ones; if none are chosen, all kinds come through anyway.
		if (chosen.length > 0) kinds[event as EventWithKinds] = [...chosen, ...further];
	}
	return { events: listOf(events) as PunchhEvent[], kinds, actions: listOf(options.actions) };
}

/** A list, or the comma-separated text that an expression or an agent gives instead. */
function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	return parts.map((part) => part.trim().toLowerCase()).filter((part) => part !== '');
}
