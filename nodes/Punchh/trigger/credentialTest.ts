import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { problemOfFields } from '../../shared/webhook/credential';
import type { PunchhWebhookCredentials } from './verifyRequest';

/** The fields that each scheme requires. */
const NEEDED: Record<
	PunchhWebhookCredentials['scheme'],
	Array<[keyof PunchhWebhookCredentials, string]>
> = {
	basic: [
		['user', 'User'],
		['password', 'Password'],
	],
	bearer: [['token', 'Token']],
	hmacSha1: [['secret', 'Secret']],
	hmacSha256: [['secret', 'Secret']],
};

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
	return {
		status: 'OK',
		message: 'Complete. The first event will show whether Punchh uses the same values.',
	};
}
