import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import type { Item } from '../../../shared/operations/item';
import { DECIMAL_HINT, isDecimal, isRowId, ROW_ID_HINT } from '../../../shared/values/identifiers';
import { linkItems } from '../../identity/list/linkItems';
import type { ListedLink } from '../../identity/list/linkList';
import { PUNCHH_USER_ID } from '../../identity/profiles/links';
import { placeholderReason } from '../../../Punchh/events/placeholders';

const properties: INodeProperties[] = [
	{
		displayName: 'Punchh User ID',
		name: 'punchh_user_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 730415',
		description: 'The user ID of the guest in Punchh, which becomes the alias',
	},
	{
		displayName: 'External ID',
		name: 'external_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. CRM-000917',
		description:
			"The external ID of the guest in Braze, case-sensitive. It can only be empty with the option Profiles of Punchh's Adapter.",
	},
];

/** What the list may say of the person: the option, and the name in Braze. */
const COMPARED = [
	{ displayName: 'Compare Email', name: 'compareEmail', inBraze: 'email' },
	{ displayName: 'Compare First Name', name: 'compareFirstName', inBraze: 'first_name' },
	{ displayName: 'Compare Last Name', name: 'compareLastName', inBraze: 'last_name' },
	{ displayName: 'Compare Phone', name: 'comparePhone', inBraze: 'phone' },
];

const compareOptions = COMPARED.map(({ displayName, name }): INodeProperties => {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		description:
			"What Punchh has for the guest, not written to Braze. An external ID whose profile is another person's, as both names and the address or number show, is refused.",
	};
});

const options: INodeProperties[] = [
	...compareOptions,
	{
		displayName: 'Make Missing Profiles',
		name: 'makeProfiles',
		type: 'boolean',
		default: false,
		description:
			'Whether a guest whose external ID has no profile in Braze gets one, with the alias and the Punchh user ID. Otherwise nothing is written for such a guest, and Braze still reports success.',
	},
	{
		displayName: "Profiles of Punchh's Adapter",
		name: 'adapterProfiles',
		type: 'boolean',
		default: false,
		description:
			"Whether the profile whose external ID is the Punchh user ID is the guest's too, as with Punchh's adapter. It is merged into the profile with the external ID; without one, it gets the alias. The key also needs the users.merge permission.",
	},
];

/**
 * User > Link Punchh Guest: makes one profile of what a guest has under the external ID and under the
 * Punchh user ID as alias, and writes the attribute `punchh_user_id` to it. For guests who were in
 * Braze before Punchh Event > Track linked them.
 */
export const linkPunchhGuest = defineOperation({
	name: 'Link Punchh Guest',
	action: 'Link punchh guest with external ID',
	description:
		"Combine a guest's profiles under the external ID and under the Punchh user ID as alias into one. Can be run again at any time. Braze reports success even if no profile matches.",
	countsTwice: false,
	properties,
	options,

	behaviour: {
		async run(items) {
			return await linkItems.call(this, items, readLink);
		},
	},
});

function readLink(item: Item): ListedLink {
	const punchhUserId = item.requiredId('punchh_user_id');
	refuseNobodys(item);
	const isFromAdapter = item.value<unknown>('options.adapterProfiles', false) === true;
	const given = item.id('external_id');
	const externalId = given || (isFromAdapter ? punchhUserId : item.requiredId('external_id'));
	const formerIds = isFromAdapter && externalId !== punchhUserId ? [punchhUserId] : [];
	// Under the Punchh user ID there is a profile of the adapter, or none.
	const makesProfile = given !== '' && item.value<unknown>('options.makeProfiles', false) === true;
	const person = COMPARED.map(({ name, inBraze }) => {
		return [inBraze, item.text(`options.${name}`)] as const;
	});
	return {
		link: { punchhUserId, externalId, formerIds, isApart: false },
		person: Object.fromEntries(person),
		makesProfile,
	};
}

/** Lists have texts where an ID is missing, or which is no ID: all guests with it would be one. */
function refuseNobodys(item: Item): void {
	for (const name of [PUNCHH_USER_ID, 'external_id']) {
		const why = placeholderReason(name, item.id(name));
		if (why === undefined) continue;
		throw item.error(`'${item.labelOf(name)}' cannot be '${item.id(name)}', because ${why}`);
	}
	const punchhUserId = item.requiredId('punchh_user_id');
	if (!isRowId(punchhUserId)) {
		const hint = isDecimal(punchhUserId) ? DECIMAL_HINT : ROW_ID_HINT;
		throw item.error(`'Punchh User ID' is not the ID: ${punchhUserId}`, hint);
	}
}
