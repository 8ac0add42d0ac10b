import type { INodeProperties } from 'n8n-workflow';

import { byName } from '../../../../shared/byName';
import { externalSourceField, externalSourceIdField, otherSourceField } from '../../fields';
import { GUEST_FIELDS, type GuestApi, type GuestField } from './table';

/** Answers to the questions that a business asks its guests. */
const profileAnswers: INodeProperties = {
	displayName: 'Profile Field Answers',
	name: 'profileFieldAnswers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Answer',
	default: {},
	description: 'Answers to the profile questions of your business',
	options: [
		{
			displayName: 'Answer',
			name: 'answer',
			values: [
				{
					displayName: 'Profile Field',
					name: 'field',
					type: 'options',
					options: Array.from({ length: 25 }, (_, index) => ({
						name: `Field ${index} (Upf${index})`,
						value: `upf${index}`,
					})),
					default: 'upf0',
					description: "The field as Punchh numbers it under 'User Profile Fields'",
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'The answer. Give several as a list, or as text separated by |.',
				},
			],
		},
	],
};

const otherFields: INodeProperties = {
	displayName: 'Other Fields (JSON)',
	name: 'otherFields',
	type: 'json',
	default: '',
	placeholder: 'e.g. { "work_zip_code": "10001" }',
	description: 'More fields by their names in Punchh, as a JSON object',
};

/**
 * The optional fields of a guest, for a collection.
 *
 * @param chosenBy the parameter that chooses the API; a field is shown for the APIs that accept it
 * @param apis the APIs to choose from
 */
export function guestFields(
	chosenBy: 'api' | 'signUpApi',
	apis: GuestApi[],
	extra: INodeProperties[] = [],
): INodeProperties[] {
	const fields = GUEST_FIELDS.filter(({ signUpOnly }) => !signUpOnly || chosenBy === 'signUpApi');
	const shown = fields.flatMap((field) => {
		const common = apis.filter((api) => field.in === undefined || field.in.includes(api));
		return common.length === 0 ? [] : [toProperty(field, chosenBy, common, apis)];
	});
	const external = [externalSourceField, otherSourceField, externalSourceIdField];
	return byName(
		[...shown, ...external, profileAnswers, otherFields, ...extra],
		({ displayName }) => displayName,
	);
}

function toProperty(
	field: GuestField,
	chosenBy: string,
	common: GuestApi[],
	apis: GuestApi[],
): INodeProperties {
	const property: Partial<GuestField> = { ...field };
	for (const own of ['in', 'signUpOnly', 'holds'] as const) delete property[own];
	return {
		type: 'string',
		default: '',
		...(property as Omit<GuestField, 'in' | 'signUpOnly' | 'holds'>),
		...(common.length === apis.length
			? {}
			: { displayOptions: { show: { [`/${chosenBy}`]: common } } }),
	};
}
