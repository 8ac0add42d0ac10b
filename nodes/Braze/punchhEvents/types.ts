import type { ValueKind } from './values';

/** What is sent for a Punchh event: by our own lights, or as Punchh's built-in adapter does it. */
export type Preset = 'recommended' | 'adapter';

/** Where one value of Braze comes from. */
export interface FieldRule {
	/**
	 * Fields of Punchh, dots for fields within fields; the first one that has a value counts. They are
	 * looked for in the guest (for attributes), in the payload and in the envelope.
	 */
	from: string[];
	/** The name in Braze. */
	to: string;
	kind: ValueKind;
}

/** A row of the table of attributes. */
export interface AttributeRule extends FieldRule {
	presets: Preset[];
	/** Whether it goes along with every change: Punchh does not say when it changes. */
	always?: boolean;
	/** Whether the earliest time counts instead of the first field that has one. */
	earliest?: boolean;
}

/** How a guest can be named in Braze. */
export type IdentifierChoice = 'external_id' | 'punchh_user_id' | 'user_alias' | 'email' | 'phone';

/** A field that the user added to the map. */
export interface ExtraField extends FieldRule {
	target: 'attribute' | 'property';
}

/** Everything that the panel lets one choose about an event. */
export interface MapChoices {
	preset: Preset;
	/** In the order in which they are tried. */
	identifiers: IdentifierChoice[];
	attributes: 'all' | 'changed' | 'none';
	eventTime: 'occurred' | 'sent';
	/** Which subscription states are handed on. */
	subscriptions: 'all' | 'unsubscribed' | 'none';
	/** Country calling code for phone numbers without one; empty when it is not known. */
	callingCode: string;
	emailGroupId: string;
	smsGroupId: string;
	purchases: 'none' | 'receipt' | 'items';
	currency: string;
	/** Name of the custom event instead of the preset's. */
	eventName: string;
	extraFields: ExtraField[];
	/** Names in Braze that are left out. */
	dropFields: ReadonlySet<string>;
	updateExistingOnly: boolean;
	passOnDeletions: boolean;
}
