import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';

import { readParameter } from '../../../shared/readParameter';

/** Whether a parameter or field holds nothing. */
export function isEmpty(value: unknown): value is '' | null | undefined {
	return value === undefined || value === null || value === '';
}

/**
 * A date and time as ISO 8601 with a zone. One without a zone is taken in the time zone of the item's
 * options, else in that of the workflow.
 *
 * @throws NodeOperationError when it is none, or the zone does not exist
 */
export function readTime(
	this: IExecuteFunctions,
	value: unknown,
	displayName: string,
	itemIndex: number,
): string {
	const zone = readParameter.call(this, 'options.timeZone', itemIndex, '') as string;
	try {
		const iso = tryToParseDateTime(value, zone.trim() || this.getTimezone()).toISO();
		if (iso !== null) return iso;
	} catch {
		// Said below, with the item and the parameter.
	}
	throw new NodeOperationError(
		this.getNode(),
		`'${displayName}' is not a date and time: ${String(value)}`,
		{
			itemIndex,
			description: zone ? `Check also 'Time Zone' (${zone}): it must be an IANA name` : undefined,
		},
	);
}
