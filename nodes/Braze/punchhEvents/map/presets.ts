import type { MapChoices, Preset } from '../types';

/** What a preset decides unless the panel does. */
interface PresetDefaults extends Pick<MapChoices, 'eventTime' | 'subscriptions' | 'unreadable'> {
	/** Whether a field that was emptied in Punchh is removed from the profile. */
	removesEmptied: boolean;
}

export const PRESETS: Record<Preset, PresetDefaults> = {
	recommended: {
		eventTime: 'occurred',
		// "subscribed" would overwrite the more specific state "opted_in" in Braze.
		subscriptions: 'unsubscribed',
		// The guest has given the old value up.
		unreadable: 'remove',
		removesEmptied: true,
	},
	adapter: {
		eventTime: 'sent',
		subscriptions: 'all',
		unreadable: 'keep',
		removesEmptied: false,
	},
};
