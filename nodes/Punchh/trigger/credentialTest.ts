import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { problemOfFields } from '../../shared/webhook/credential';
import type { PunchhWebhookCredentials } from './verifyRequest';

/** The fields that a scheme cannot do without. */
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
 * There is no API that could confirm a webhook secret, so this tells what a user can get wrong
 * here: a field left empty, or whitespace that came along when it was copied.
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
		message: 'Complete. Whether it is what Punchh uses shows with the first event.',
	};
}
