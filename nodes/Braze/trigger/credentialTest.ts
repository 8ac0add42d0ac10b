import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { completeFields, problemOfFields, type Field } from '../../shared/webhook/credentialFields';
import type { BrazeWebhookCredentials } from './verifyCall';

/** The fields that each scheme requires; the last one is the secret. */
const NEEDED: Record<BrazeWebhookCredentials['scheme'], Array<Field<BrazeWebhookCredentials>>> = {
	header: [
		['headerName', 'Header Name'],
		['headerSecret', 'Header Value'],
	],
	basic: [
		['user', 'User'],
		['password', 'Password'],
	],
	hmac: [['secret', 'Secret']],
};

/** Characters of a header's name (RFC 9110). */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

const COMPLETE = 'Complete. The first message will show whether Braze sends the same values.';

/**
 * No API can confirm a webhook secret, so this checks what a user can get wrong here: an empty field,
 * whitespace that was copied along, or a header that cannot be sent.
 */
export async function brazeWebhookApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credentials = data as unknown as BrazeWebhookCredentials;
	const problem = problemOf(credentials);
	if (problem !== undefined) return { status: 'Error', message: problem };
	return completeFields(credentials, NEEDED[credentials.scheme].at(-1)!, COMPLETE);
}

function problemOf(credentials: BrazeWebhookCredentials): string | undefined {
	const problem = problemOfFields(credentials, NEEDED[credentials.scheme]);
	if (problem !== undefined) return problem;
	if (credentials.scheme === 'header' && !HEADER_NAME.test(credentials.headerName ?? '')) {
		return "'Header Name' is not a valid header name";
	}
	if (credentials.scheme === 'basic' && credentials.user?.includes(':')) {
		return "'User' must not contain a colon";
	}
	if (credentials.scheme === 'hmac' && /['"{}%]/.test(credentials.secret ?? '')) {
		return "'Secret' must not contain quotes, braces or percent signs, which have a meaning in Liquid";
	}
	return undefined;
}
