import type { IdentifierType } from '../../identity/user';

/** One way to identify a profile, with the parameters that it needs. */
export interface Identifier {
	name: string;
	/** The key of the identifier in Braze's objects. */
	value: IdentifierType;
	description: string;
	/** Whether anything could be meant, as others than Braze make it. */
	isFreeText?: true;
	fields: Array<{
		displayName: string;
		/** The name of the parameter; for an alias also the key inside `user_alias`. */
		name: string;
		placeholder: string;
		description: string;
	}>;
}

/** The identifiers of Braze's user objects, in alphabetical order as n8n lists options. */
export const IDENTIFIERS: Identifier[] = [
	{
		name: 'Braze ID',
		value: 'braze_id',
		description: 'The identifier that Braze assigned to the profile',
		fields: [
			{
				displayName: 'Braze ID',
				name: 'braze_id',
				placeholder: 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e',
				description: 'The Braze identifier of the profile',
			},
		],
	},
	{
		name: 'Email',
		value: 'email',
		description:
			'The profile with this email address: an identified one first, then the most recently updated; a new one if nobody has it',
		fields: [
			{
				displayName: 'Email',
				name: 'email',
				placeholder: 'name@email.com',
				description: 'The email address of the user',
			},
		],
	},
	{
		name: 'External ID',
		value: 'external_id',
		isFreeText: true,
		description:
			'Your own ID for the user: in Punchh, the external source ID, or the user ID if guests are recorded by that',
		fields: [
			{
				displayName: 'External ID',
				name: 'external_id',
				placeholder: 'e.g. CRM-000917',
				description: 'The external ID of the user, case-sensitive',
			},
		],
	},
	{
		name: 'Phone',
		value: 'phone',
		description: 'The profile with this phone number; a new one if nobody has it',
		fields: [
			{
				displayName: 'Phone',
				name: 'phone',
				placeholder: 'e.g. +15551230000',
				description: 'The phone number of the user, with country code (E.164)',
			},
		],
	},
	{
		name: 'User Alias',
		value: 'user_alias',
		isFreeText: true,
		description: 'A name with a label, such as the Punchh user ID with the label punchh_user_id',
		fields: [
			{
				displayName: 'Alias Name',
				name: 'alias_name',
				placeholder: 'e.g. 730415',
				description: 'The identifier of the user, case-sensitive',
			},
			{
				displayName: 'Alias Label',
				name: 'alias_label',
				placeholder: 'e.g. punchh_user_id',
				description: 'The kind of identifier',
			},
		],
	},
];
