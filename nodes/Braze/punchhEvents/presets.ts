import type { MapChoices, Preset } from './types';

/** What a preset decides unless the panel does. */
interface PresetDefaults extends Pick<MapChoices, 'eventTime' | 'subscriptions'> {
	/** Whether a field that was emptied in Punchh is removed from the profile. */
	removesEmptied: boolean;
}

export const PRESETS: Record<Preset, PresetDefaults> = {
	recommended: {
		eventTime: 'occurred',
		// "subscribed" would overwrite the more specific state "opted_in" in Braze.
		subscriptions: 'unsubscribed',
		removesEmptied: true,
	},
	adapter: { eventTime: 'sent', subscriptions: 'all', removesEmptied: false },
};
