import type { INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../send/lists/sendList';
import { noteLinked } from '../../identity/changes/linkedUsers';
import { IDENTIFY, identifyEntry } from '../../identity/profiles/endpoints';
import { prioritizationField, readUser, userFields, userObject } from '../userFields';

const properties: INodeProperties[] = [
	...userFields({
		name: 'findProfileBy',
		displayName: 'Find Profile By',
		description: 'How to find the profile that has no external ID yet',
		types: ['user_alias', 'email', 'phone'],
	}),
	prioritizationField({
		shownFor: 'findProfileBy',
		initial: 'unidentified,most_recently_updated',
	}),
	{
		displayName: 'External ID',
		name: 'external_id',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CRM-000917',
		description: 'The external ID to give the profile, case-sensitive',
	},
	{
		displayName: 'Merge Behavior',
		name: 'merge_behavior',
		type: 'options',
		options: [
			{
				name: 'Merge',
				value: 'merge',
				description: 'Fields that the identified profile lacks are copied from the anonymous one',
			},
			{ name: 'None', value: 'none', description: 'The fields of the anonymous profile are lost' },
		],
		default: 'merge',
		description: 'What to do if a profile with this external ID already exists',
	},
];

/** User > Identify: gives an external ID to a profile that is known by alias, email or phone. */
export const identify = defineOperation({
	name: 'Identify',
	action: 'Identify user with external ID',
	description:
		'Give an external ID to a profile that is known by alias, email or phone. Braze reports success even if no profile matches.',
	countsTwice: false,
	properties,

	behaviour: sendList({
		endpoint: IDENTIFY,
		noteChange: noteLinked,

		readEntry(item) {
			const user = readUser(item, 'findProfileBy', { isForGood: true });
			return identifyEntry(
				user.type,
				userObject(item, user),
				item.toExternalId(item.requiredId('external_id'), item.labelOf('external_id')),
				item.value('merge_behavior'),
			);
		},
	}),
});
