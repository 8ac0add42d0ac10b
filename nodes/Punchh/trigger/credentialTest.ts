import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { completeFields, problemOfFields, type Field } from '../../shared/webhook/credentialFields';
import type { PunchhWebhookCredentials } from './verifyRequest';

/** The fields that each scheme requires; the last one is the secret. */
const NEEDED: Record<PunchhWebhookCredentials['scheme'], Array<Field<PunchhWebhookCredentials>>> = {
	basic: [
		['user', 'User'],
		['password', 'Password'],
	],
	bearer: [['token', 'Token']],
	hmacSha1: [['secret', 'Secret']],
	hmacSha256: [['secret', 'Secret']],
};

const COMPLETE = 'Complete. The first event will show whether Punchh uses the same values.';

/**
 * No API can confirm a webhook secret, so this checks what a user can get wrong here: an empty
 * field, or whitespace that was copied along.
 */
export async function punchhWebhookApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credentials = data as unknown as PunchhWebhookCredentials;
	const problem = problemOfFields(credentials, NEEDED[credentials.scheme]);
	if (problem !== undefined) return { status: 'Error', message: problem };
	return completeFields(credentials, NEEDED[credentials.scheme].at(-1)!, COMPLETE);
}
