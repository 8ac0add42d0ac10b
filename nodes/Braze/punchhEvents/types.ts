import type { PunchhItem } from '../../Punchh/events/item';
import type { PhoneRegion } from '../../shared/values/phone/regions';
import type { ValueKind } from './map/values';

/** What to send for a Punchh event: what we recommend, or what Punchh's built-in adapter sends. */
export type Preset = 'recommended' | 'adapter';

/** Where a value in Braze comes from. */
export interface FieldRule {
	/**
	 * Punchh fields, with dots for nested fields; the first one with a value counts. They are looked
	 * up in the guest (for attributes), in the payload and in the envelope.
	 */
	from: string[];
	/** The name in Braze. */
	to: string;
	kind: ValueKind;
}

/** A row of the table of attributes. */
export interface AttributeRule extends FieldRule {
	presets: Preset[];
	/** Whether to send it with every change, because Punchh does not say when it changes. */
	always?: boolean;
	/** Whether it is also looked up in the event: what is there is mostly not about the guest. */
	everywhere?: boolean;
	/** Whether the earliest time counts instead of the first field that has one. */
	earliest?: boolean;
}

/** How a guest can be identified in Braze. */
export type IdentifierChoice =
	| 'linked'
	| 'external_id'
	| 'punchh_user_id'
	| 'user_alias'
	| 'email'
	| 'phone';

/** A field that the user added to the mapping. */
export interface ExtraField extends FieldRule {
	target: 'attribute' | 'property';
}

/** Everything that a user can choose about an event. */
export interface MapChoices {
	preset: Preset;
	/** In the order in which they are tried. */
	identifiers: IdentifierChoice[];
	/** Whether a profile whose external ID is the Punchh user ID is the guest's. */
	adapterProfiles: boolean;
	/** What to do about a guest who has the identifier of another guest. */
	sharedIdentifiers: 'refuse' | 'warn';
	attributes: 'all' | 'changed' | 'none';
	eventTime: 'occurred' | 'sent';
	/** Which subscription states to pass on. */
	subscriptions: 'all' | 'unsubscribed' | 'none';
	/** Where phone numbers without a calling code belong, if that is known. */
	phoneHome: PhoneRegion | undefined;
	/** What becomes of the old value in Braze if Punchh's new one cannot be sent. */
	unreadable: 'keep' | 'remove';
	emailGroupId: string;
	smsGroupId: string;
	purchases: 'none' | 'receipt' | 'items';
	currency: string;
	/** Name of the custom event instead of the preset's. */
	eventName: string;
	extraFields: ExtraField[];
	/** Names in Braze to leave out. */
	dropFields: ReadonlySet<string>;
	updateExistingOnly: boolean;
	passOnDeletions: boolean;
}

/** The event of an item, and what its user chose about it. */
export interface EventItem {
	event: PunchhItem;
	choices: MapChoices;
}
