import { defineOperation } from '../../../shared/operations/define';
import { nowMs } from '../../../shared/time';
import { trackEvents } from '../../punchhEvents/run/eventRun';
import { settingsOptions } from '../../send/track/settings';
import { readEventItem } from './track.input';
import { mappingOptions } from './track.options';
import { trackPunchhEventProperties } from './track.properties';

/**
 * Punchh Event > Track: records Punchh events in Braze, mapped by a preset.
 *
 * Packing, sending and verdicts are the same as in User > Track. Guests who were deleted in Punchh
 * are deleted after everything else in the run has been sent, except for what follows their
 * deletion.
 */
export const trackPunchhEvent = defineOperation({
	name: 'Track',
	action: 'Track punchh event',
	description:
		'Record events from the Punchh Trigger as attributes, custom events and purchases of their guests. Returns a verdict for each item.',
	countsTwice: true,
	knowsSent: true,
	properties: trackPunchhEventProperties,
	options: mappingOptions,

	behaviour: {
		options: settingsOptions,

		async run(items) {
			const now = nowMs();
			const passesOn = items.some(
				(item) => item.value<unknown>('options.passOnDeletions', false) === true,
			);
			return await trackEvents.call(this, items, (item) => readEventItem(item, now), passesOn);
		},
	},
});
