import type { MapChoices, Preset } from './types';

/** What a preset decides where the panel does not. */
interface PresetDefaults extends Pick<MapChoices, 'eventTime' | 'subscriptions'> {
	/** Whether a field that was emptied in Punchh is removed from the profile. */
	removesEmptied: boolean;
}

export const PRESETS: Record<Preset, PresetDefaults> = {
	recommended: {
		eventTime: 'occurred',
		// "subscribed" would overwrite a finer state of Braze, "opted_in".
		subscriptions: 'unsubscribed',
		removesEmptied: true,
	},
	adapter: { eventTime: 'sent', subscriptions: 'all', removesEmptied: false },
};
