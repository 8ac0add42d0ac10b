import type { INodeProperties, INodePropertyModeValidation } from 'n8n-workflow';

interface Picker {
	displayName: string;
	name: string;
	description: string;
	/** What is picked, in the messages: "The ID of a segment is a number". */
	what: string;
	/** The method in methods/listSearch.ts that fills the list. */
	listMethod: string;
	exampleId: string;
	/** The part of a dashboard URL before the ID, as a regular expression. */
	urlPart: string;
	exampleUrl: string;
}

/** A parameter that picks something in Punchh: from a list, by its ID or by its dashboard URL. */
function picker(given: Picker): INodeProperties {
	const { displayName, name, description, what, exampleId, urlPart, exampleUrl } = given;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: given.listMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${exampleId}`,
				validation: mustMatch('^\\s*[0-9]*\\s*$', `The ID of a ${what} is a number`),
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${exampleUrl}`,
				extractValue: { type: 'regex', regex: `^https?://.*?(?:${urlPart})/([0-9]+)` },
				validation: mustMatch(
					`^(?:https?://.*?(?:${urlPart})/[0-9]+.*)?$`,
					`This is not the URL of a ${what} in Punchh's dashboard`,
				),
			},
		],
	};
}

function mustMatch(regex: string, errorMessage: string): INodePropertyModeValidation[] {
	return [{ type: 'regex', properties: { regex, errorMessage } }];
}

export const segmentPicker: INodeProperties = {
	...picker({
		displayName: 'Segment',
		name: 'segment',
		description: "The custom segment, called 'Custom List' in Punchh's dashboard",
		what: 'segment',
		listMethod: 'searchCustomSegments',
		exampleId: '1874',
		urlPart: 'segments?|lists?',
		exampleUrl: 'https://yourserver.punchh.com/.../custom_segments/1874',
	}),
	required: true,
};

export const redeemablePicker = picker({
	displayName: 'Redeemable',
	name: 'redeemable',
	description: 'The reward to give, as set up under Redeemables in Punchh',
	what: 'redeemable',
	listMethod: 'searchRedeemables',
	exampleId: '61245',
	urlPart: 'redeemables?',
	exampleUrl: 'https://yourserver.punchh.com/.../redeemables/61245',
});

export const locationPicker = picker({
	displayName: 'Location',
	name: 'location',
	description: 'The location on whose behalf this happens; your headquarters if empty',
	what: 'location',
	listMethod: 'searchLocations',
	exampleId: '3021',
	urlPart: 'locations?',
	exampleUrl: 'https://yourserver.punchh.com/.../locations/3021',
});
