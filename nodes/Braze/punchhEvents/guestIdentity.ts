import type { IDataObject } from 'n8n-workflow';

import type { PunchhItem } from '../../Punchh/events/item';
import { asIdentifier } from '../../shared/values/identifiers';
import { isEmpty } from '../../shared/values/json';
import { readPhone } from '../../shared/values/phone/readPhone';
import { PUNCHH_USER_ID, punchhAlias } from '../identity/profiles/links';
import { userKey } from '../identity/user';
import { placeholderReason } from '../../Punchh/events/placeholders';
import type { IdentifierChoice, MapChoices } from './types';

/** A guest with an identifier in Braze. */
export interface NamedGuest {
	choice: IdentifierChoice;
	/** The identifier as an object of /users/track holds it. */
	identifier: IDataObject;
	/** What its objects have instead, if the same profile is found by something that names nobody else later. */
	recordedBy?: IDataObject;
	/** Whether the event lacks the identifier that is tried first. */
	isFallback: boolean;
	/** The guest's user ID in Punchh, if the event has it. */
	punchhUserId?: string;
}

/**
 * The external ID of a guest who is known by the Punchh user ID, if an event has told it; null if it is
 * not certain yet that the profile is the guest's.
 */
export type ExternalIdOf = (punchhUserId: string) => string | null | undefined;

/** What is known of the guests whom events are about. */
export interface People {
	externalIdOf: ExternalIdOf;
	/** Whether nothing has been written yet to the profile of a guest who is linked. */
	isNew(guest: NamedGuest): boolean;
	/** A guest as what is recorded names the profile. */
	asRecorded(guest: NamedGuest): NamedGuest;
}

/** How each choice identifies the guest; undefined if the event does not have the identifier. */
const FINDERS: Record<
	IdentifierChoice,
	(
		event: PunchhItem,
		choices: Pick<MapChoices, 'phoneHome'>,
		externalIdOf: ExternalIdOf,
	) => IDataObject | undefined
> = {
	linked: (event, _choices, externalIdOf) => {
		const alias = aliasOf(event);
		const known = alias && externalIdOf(alias.user_alias.alias_name);
		const externalId = known === undefined ? event.guest.external_id : known;
		return named('external_id', externalId) ?? alias;
	},
	external_id: ({ guest }) => named('external_id', guest.external_id),
	punchh_user_id: (event) => named('external_id', punchhUserIdOf(event)),
	user_alias: (event) => aliasOf(event),
	email: ({ guest }) => named('email', guest.email),
	phone: ({ guest }, { phoneHome }) =>
		named('phone', isEmpty(guest.phone) ? null : readPhone(String(guest.phone), phoneHome)),
};

/** What the identifiers are called, for the panel and for errors. */
export const IDENTIFIER_NAMES: Record<IdentifierChoice, { name: string; description: string }> = {
	email: { name: 'Email', description: 'The profile with this email address' },
	linked: {
		name: 'External ID, Linked With the Punchh User ID',
		description:
			'The external ID if it is known, else the Punchh user ID as alias; both become one profile',
	},
	external_id: {
		name: 'External ID',
		description:
			"Punchh's external source ID is the external ID in Braze. Nothing is looked up before an event is recorded: the profile with that ID gets it, whosever it is.",
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
		description:
			"The Punchh user ID is the external ID in Braze. Not if such a number can be somebody else's external ID.",
	},
};

/** The guest with the first of the chosen identifiers that the event has. */
export function nameGuest(
	event: PunchhItem,
	choices: Pick<MapChoices, 'identifiers' | 'phoneHome'>,
	externalIdOf: ExternalIdOf,
): NamedGuest | undefined {
	const punchhUserId = punchhUserIdOf(event);
	for (const choice of choices.identifiers) {
		const identifier = FINDERS[choice](event, choices, externalIdOf);
		if (identifier !== undefined) {
			return { choice, identifier, isFallback: choice !== choices.identifiers[0], punchhUserId };
		}
	}
	return undefined;
}

/** The user ID of the guest in Punchh as text, if the event has it. */
export function punchhUserIdOf({ guest }: PunchhItem): string | undefined {
	return named(PUNCHH_USER_ID, guest.user_id)?.[PUNCHH_USER_ID] as string | undefined;
}

/** The external ID of the guest, if the event has one. */
export function externalIdIn({ guest }: PunchhItem): string | undefined {
	return named('external_id', guest.external_id)?.external_id as string | undefined;
}

/** A guest as text that can be compared: who is linked is the same person under either identifier. */
export function keyOfGuest({ choice, identifier, punchhUserId }: NamedGuest): string {
	const isPerson = choice === 'linked' && punchhUserId !== undefined;
	return isPerson ? keyOfPerson(punchhUserId) : userKey(identifier)!;
}

/** A linked guest as `keyOfGuest` names it. */
export const keyOfPerson = (punchhUserId: string): string => `guest ${punchhUserId}`;

/** What the output of an item says about how the guest was identified. */
export function aboutGuest({ choice, identifier, recordedBy }: NamedGuest): IDataObject {
	return { identifiedBy: choice, identifier: recordedBy ?? identifier };
}

/** The identifier as an object of /users/track holds it, and whether Braze may create a profile for it. */
export function trackedUser(
	{ identifier: named, recordedBy: identifier = named }: NamedGuest,
	{ updateExistingOnly }: Pick<MapChoices, 'updateExistingOnly'>,
): IDataObject {
	// If the flag is missing, Braze assumes true for an alias and false for any other identifier.
	return updateExistingOnly || 'user_alias' in identifier
		? { ...identifier, _update_existing_only: updateExistingOnly }
		: { ...identifier };
}

/** Punchh's IDs are numbers; Braze requires text. A value that was made up names nobody. */
function named(key: string, value: unknown): IDataObject | undefined {
	const isNobodys = isEmpty(value) || placeholderReason(key, value) !== undefined;
	return isNobodys ? undefined : { [key]: String(asIdentifier(value)) };
}

function aliasOf(event: PunchhItem) {
	const punchhUserId = punchhUserIdOf(event);
	return punchhUserId === undefined ? undefined : { user_alias: punchhAlias(punchhUserId) };
}
