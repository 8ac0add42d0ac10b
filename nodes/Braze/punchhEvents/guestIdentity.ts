import type { IDataObject } from 'n8n-workflow';

import type { PunchhItem } from '../../Punchh/events/item';
import { isEmpty } from '../../shared/values/json';
import { readPhone } from '../../shared/values/phone/readPhone';
import { placeholderReason } from './placeholders';
import type { IdentifierChoice, MapChoices } from './types';

/** The label of the alias that holds a Punchh user ID in Braze. */
export const ALIAS_LABEL = 'punchh_user_id';

/** A guest with an identifier in Braze. */
export interface NamedGuest {
	choice: IdentifierChoice;
	/** The identifier as an object of /users/track holds it. */
	identifier: IDataObject;
	/** Whether the event lacks the identifier that is tried first. */
	isFallback: boolean;
	/** The guest's user ID in Punchh, if the event has it. */
	punchhUserId?: string;
}

/** How each choice identifies the guest; undefined if the event does not have the identifier. */
const FINDERS: Record<
	IdentifierChoice,
	(event: PunchhItem, choices: Pick<MapChoices, 'phoneHome'>) => IDataObject | undefined
> = {
	external_id: ({ guest }) => named('external_id', guest.external_id),
	punchh_user_id: ({ guest }) => named('external_id', guest.user_id),
	user_alias: ({ guest }) =>
		isEmpty(guest.user_id)
			? undefined
			: { user_alias: { alias_name: String(guest.user_id), alias_label: ALIAS_LABEL } },
	email: ({ guest }) => named('email', guest.email),
	phone: ({ guest }, { phoneHome }) =>
		named('phone', isEmpty(guest.phone) ? null : readPhone(String(guest.phone), phoneHome)),
};

/** What the identifiers are called, for the panel and for errors. */
export const IDENTIFIER_NAMES: Record<IdentifierChoice, { name: string; description: string }> = {
	email: { name: 'Email', description: 'The profile with this email address' },
	external_id: {
		name: 'External ID',
		description: "Punchh's external source ID is the external ID in Braze",
	},
	phone: {
		name: 'Phone',
		description: 'The profile with this phone number; requires the Country of Phone Numbers option',
	},
	user_alias: {
		name: 'Punchh User ID as Alias',
		description: 'The Punchh user ID is an alias with the label punchh_user_id',
	},
	punchh_user_id: {
		name: 'Punchh User ID as External ID',
		description: 'The Punchh user ID is the external ID in Braze',
	},
};

/** The guest with the first of the chosen identifiers that the event has. */
export function nameGuest(
	event: PunchhItem,
	choices: Pick<MapChoices, 'identifiers' | 'phoneHome'>,
): NamedGuest | undefined {
	const { user_id: id } = event.guest;
	const punchhUserId = isEmpty(id) ? undefined : String(id);
	for (const choice of choices.identifiers) {
		const identifier = FINDERS[choice](event, choices);
		if (identifier !== undefined) {
			return { choice, identifier, isFallback: choice !== choices.identifiers[0], punchhUserId };
		}
	}
	return undefined;
}

/** What the output of an item says about how the guest was identified. */
export function aboutGuest({ choice, identifier }: NamedGuest): IDataObject {
	return { identifiedBy: choice, identifier };
}

/** Punchh's IDs are numbers; Braze requires text. A value that was made up names nobody. */
function named(key: string, value: unknown): IDataObject | undefined {
	const isNobodys = isEmpty(value) || placeholderReason(key, value) !== undefined;
	return isNobodys ? undefined : { [key]: String(value) };
}
