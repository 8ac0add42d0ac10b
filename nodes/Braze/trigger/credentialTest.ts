import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { problemOfFields } from '../../shared/webhook/credential';
import { listNames, type BrazeWebhookCredentials } from './verifyCall';

/** The fields that a scheme cannot do without. */
const NEEDED: Record<
	BrazeWebhookCredentials['scheme'],
	Array<[keyof BrazeWebhookCredentials, string]>
> = {
	header: [
		['headerName', 'Header Name'],
		['headerSecret', 'Header Value'],
	],
	basic: [
		['user', 'User'],
		['password', 'Password'],
	],
	hmac: [
		['secret', 'Secret'],
		['signedFields', 'Signed Fields'],
	],
};

/** Characters of a header's name (RFC 9110). */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

const ok: INodeCredentialTestResult = {
	status: 'OK',
	message: 'Complete. Whether it is what Braze sends shows with the first message.',
};

/**
 * There is no API that could confirm a webhook secret, so this tells what a user can get wrong here:
 * a field left empty, whitespace that came along when it was copied, a header that cannot be sent.
 */
export async function brazeWebhookApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problem = problemOf(data as unknown as BrazeWebhookCredentials);
	return problem === undefined ? ok : { status: 'Error', message: problem };
}

function problemOf(credentials: BrazeWebhookCredentials): string | undefined {
	const problem = problemOfFields(credentials, NEEDED[credentials.scheme]);
	if (problem !== undefined) return problem;
	if (credentials.scheme === 'header' && !HEADER_NAME.test(credentials.headerName ?? '')) {
		return "'Header Name' is not the name of a header";
	}
	if (credentials.scheme === 'basic' && credentials.user?.includes(':')) {
		return "'User' must not have a colon";
	}
	if (credentials.scheme === 'hmac' && listNames(credentials.signedFields ?? '').length === 0) {
		return "'Signed Fields' is empty";
	}
	return undefined;
}
