import type { ICredentialType } from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { BrazeWebhookApi } from '../../credentials/BrazeWebhookApi.credentials';
import { PunchhApi } from '../../credentials/PunchhApi.credentials';
import { PunchhMobileApi } from '../../credentials/PunchhMobileApi.credentials';
import { PunchhWebhookApi } from '../../credentials/PunchhWebhookApi.credentials';
import { anchorOf, page } from './markdown';
import { LongLists, parameterList } from './parameters';

/** All of the package. */
export const CREDENTIALS: ICredentialType[] = [
	new PunchhApi(),
	new PunchhMobileApi(),
	new PunchhWebhookApi(),
	new BrazeApi(),
	new BrazeWebhookApi(),
];

/** The file of the page about credentials. */
export const CREDENTIALS_PAGE = 'credentials.md';

/** The name of a credential in the editor. */
export function credentialName(name: string): string {
	return CREDENTIALS.find((one) => one.name === name)?.displayName ?? name;
}

/** Where the reference says what a credential asks for. */
export function credentialLink(name: string): string {
	return `${CREDENTIALS_PAGE}#${anchorOf(credentialName(name))}`;
}

/** What each credential asks for. */
export function credentialsPage(): string {
	const longLists = new LongLists();
	return page([
		'# Credentials',
		'What goes where, and to whom: [README](../../README.md#credentials).',
		...CREDENTIALS.flatMap(({ displayName, documentationUrl, properties }) => [
			`## ${displayName}`,
			documentationUrl ? `The vendor's page: <${documentationUrl}>` : undefined,
			parameterList(properties, longLists),
		]),
		...longLists.parts(),
	]);
}
