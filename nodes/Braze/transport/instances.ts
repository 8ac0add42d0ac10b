import type { INodePropertyOptions } from 'n8n-workflow';

import { baseUrlExpression, readBaseUrl } from '../../shared/values/baseUrl';

/**
 * Braze's instances, by their name in the dashboard, with the URL of their REST endpoint
 * (Braze API overview; there is no US-09).
 */
const INSTANCES: Record<string, string> = {
	'AU-01': 'https://rest.au-01.braze.com',
	'EU-01': 'https://rest.fra-01.braze.eu',
	'EU-02': 'https://rest.fra-02.braze.eu',
	'ID-01': 'https://rest.id-01.braze.com',
	'JP-01': 'https://rest.jp-01.braze.com',
	'KR-01': 'https://rest.kr-01.braze.com',
	'US-01': 'https://rest.iad-01.braze.com',
	'US-02': 'https://rest.iad-02.braze.com',
	'US-03': 'https://rest.iad-03.braze.com',
	'US-04': 'https://rest.iad-04.braze.com',
	'US-05': 'https://rest.iad-05.braze.com',
	'US-06': 'https://rest.iad-06.braze.com',
	'US-07': 'https://rest.iad-07.braze.com',
	'US-08': 'https://rest.iad-08.braze.com',
	'US-10': 'https://rest.us-10.braze.com',
};

/** The value of 'Instance' for a URL entered by the user. */
export const CUSTOM_INSTANCE = 'custom';

/** The instances as the credential offers them; the value is the URL of the REST endpoint. */
export const INSTANCE_OPTIONS: INodePropertyOptions[] = [
	...Object.entries(INSTANCES).map(([name, url]) => ({
		name,
		value: url,
		description: url.replace('https://', ''),
	})),
	{
		name: 'Custom URL',
		value: CUSTOM_INSTANCE,
		description: 'A REST endpoint that is not in this list',
	},
];

export interface BrazeCredentials {
	instance: string;
	customUrl?: string;
	allowHttp?: boolean;
	apiKey: string;
}

/**
 * The URL of the REST endpoint without a trailing slash, which Braze would not understand. Braze's
 * pages also show endpoints without `https://`.
 *
 * @throws UserError if no key may be sent there
 */
export function brazeBaseUrl({ instance, customUrl, allowHttp }: BrazeCredentials): string {
	return instance === CUSTOM_INSTANCE
		? readBaseUrl({ label: 'REST Endpoint', url: customUrl, allowHttp })
		: readBaseUrl({ label: 'Instance', url: instance });
}

/** The same for the test of the credential, which takes an expression. */
export function brazeBaseUrlExpression(): string {
	return baseUrlExpression(
		`$credentials.instance === "${CUSTOM_INSTANCE}" ? $credentials.customUrl : $credentials.instance`,
	);
}
