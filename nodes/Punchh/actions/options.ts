import type { INodeProperties } from 'n8n-workflow';

import { CONCURRENCY } from '../transport/policy';

/** The languages that Punchh names in the PAR developer portal, Mobile API "Accept-Language". */
export const LANGUAGES: Array<{ name: string; value: string }> = [
	{ name: 'Arabic (Kuwait)', value: 'ar-kw' },
	{ name: 'Azerbaijani', value: 'az' },
	{ name: 'Catalan (Spain)', value: 'ca-ES' },
	{ name: 'English', value: 'en' },
	{ name: 'English (Canada)', value: 'en-ca' },
	{ name: 'English (Cyprus)', value: 'en-CY' },
	{ name: 'English (New Zealand)', value: 'en-NZ' },
	{ name: 'English (Trinidad and Tobago)', value: 'en-TT' },
	{ name: 'English (United Kingdom)', value: 'en-GB' },
	{ name: 'French', value: 'fr' },
	{ name: 'French (Canada)', value: 'fr-ca' },
	{ name: 'Romanian', value: 'ro' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Spanish (Costa Rica)', value: 'es-CR' },
	{ name: 'Spanish (Mexico)', value: 'es-MX' },
	{ name: 'Spanish (United States)', value: 'es-US' },
	{ name: 'Vietnamese', value: 'vi' },
];

/** The language of the sentences in Punchh's answers. */
export const languageOption: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: LANGUAGES,
	default: 'en',
	description:
		"The language of Punchh's answers (Accept-Language). The default in Punchh is English.",
};

/** How many items are processed at once. */
export function concurrencyOption(preset: number): INodeProperties {
	return {
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: CONCURRENCY.most, numberPrecision: 0 },
		default: preset,
		description:
			'How many items to send at once. Set it to 1 if several items are about the same guest and their order matters. When Punchh limits the rate, all of them wait.',
	};
}
