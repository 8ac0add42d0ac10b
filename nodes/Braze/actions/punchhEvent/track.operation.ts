import { defineOperation } from '../../../shared/operations/define';
import type { Item } from '../../../shared/operations/item';
import { nowMs } from '../../../shared/time';
import { EventRun, type DeletionMode } from '../../punchhEvents/eventRun';
import { settingsOptions } from '../../send/track/settings';
import { readMapped } from './track.input';
import { mappingOptions } from './track.options';
import { trackPunchhEventProperties } from './track.properties';

/**
 * Punchh Event > Track: records events of Punchh in Braze, as a preset maps them.
 *
 * Packing, sending and verdicts are those of User > Track. Guests that were deleted in Punchh are
 * deleted after everything else of the run was sent, but for what comes after their deletion.
 */
export const trackPunchhEvent = defineOperation({
	name: 'Track',
	action: 'Track punchh event',
	description:
		'Record events of the Punchh Trigger as attributes, custom events and purchases of their guests. Answers with a verdict for each item.',
	countsTwice: true,
	properties: trackPunchhEventProperties,
	options: mappingOptions,

	behaviour: {
		options: settingsOptions,

		async run(items) {
			const now = nowMs();
			const run = new EventRun(this, (item) => readMapped(item, now));
			return await run.run(items, deletionMode(items));
		},
	},
});

function deletionMode(items: Item[]): DeletionMode {
	const passesOn = (item: Item) => item.value<unknown>('options.passOnDeletions', false) === true;
	if (!items.some(passesOn)) return 'ignore';
	return items[0].value<boolean>('options.dryRun', false) ? 'show' : 'pass on';
}
