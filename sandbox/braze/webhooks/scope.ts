import type { Json, Profile } from '../api/state';
import type { Scope } from './liquid';
import type { BrazeMessage } from './types';

/** Why and to whom a message is sent. */
export interface Occasion {
	profile: Profile;
	properties: Json;
	dispatchId: string;
	/** False for a user without an external ID. */
	identified: boolean;
}

/** Tags of the user that have another name than the field of the profile. */
const USER_FIELDS = { email_address: 'email', phone_number: 'phone' };

/** The values of Braze's tags for one user. */
export function scopeOf(message: BrazeMessage, occasion: Occasion): Scope {
	return {
		user: userOf(occasion),
		custom_attribute: occasion.profile.attributes,
		campaign: {
			api_id: message.kind === 'campaign' ? message.id : '',
			// Inside a Canvas it is the name of the step.
			name: message.name,
			message_name: message.name,
			message_api_id: message.messageApiId,
			dispatch_id: occasion.dispatchId,
		},
		canvas: message.kind === 'canvas' ? canvasOf(message) : {},
		...causeOf(message, occasion.properties),
	};
}

function userOf({ profile, identified }: Occasion): Json {
	const { attributes, braze_id, external_id } = profile;
	const renamed = Object.entries(USER_FIELDS).map(([tag, field]) => [tag, attributes[field]]);
	return {
		...attributes,
		...Object.fromEntries(renamed),
		braze_id,
		user_id: identified ? (external_id ?? '') : '',
	};
}

function canvasOf({ id, name, canvasName = name, messageApiId }: BrazeMessage): Json {
	return {
		api_id: id,
		name: canvasName,
		variant_name: 'Variant 1',
		variant_api_id: messageApiId,
	};
}

/** The properties stand under the prefix of their cause; a Canvas has an old name and a new one. */
function causeOf({ kind, cause }: BrazeMessage, properties: Json): Record<string, Json> {
	const forCanvas = { context: properties, canvas_entry_properties: properties };
	const forApi = kind === 'canvas' ? forCanvas : { api_trigger_properties: properties };
	return cause === 'action' ? { ...forApi, event_properties: properties } : forApi;
}
