import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { shownText } from '../values/shownText';

/** How many different warnings are shown above the output; the items have all of theirs. */
const MOST_SHOWN = 3;

/**
 * What n8n shows above the output of a run whose items have warnings, which stand last in an output and
 * are easily missed there: n8n calls the item a success.
 *
 * @returns undefined where there is no warning
 */
export function warningHint(outputs: IDataObject[]): NodeExecutionHint | undefined {
	const warnings = [...new Set(outputs.flatMap(warningsIn))];
	if (warnings.length === 0) return undefined;
	const shown = warnings.slice(0, MOST_SHOWN).map((text) => shownText(text));
	const more = warnings.length - shown.length;
	const others = more > 0 ? `; and ${more} more` : '';
	return {
		message: `There are warnings: ${shown.join('; ')}${others}. Each item has its own under 'warnings'.`,
		location: 'outputPane',
		type: 'warning',
	};
}

function warningsIn({ warnings }: IDataObject): string[] {
	return Array.isArray(warnings)
		? warnings.filter((text): text is string => typeof text === 'string')
		: [];
}
