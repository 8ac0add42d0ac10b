import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { noAnswerNotice, testRules, type Answer } from '../../shared/credentialTest';
import { atOwnHost, type AuthorizableOptions } from '../../shared/http/ownHost';
import { allowHttpField, baseUrlExpression, readBaseUrl } from '../../shared/values/baseUrl';

/** What both credentials have in common. */
export interface PunchhServer {
	baseUrl?: string;
	allowHttp?: boolean;
}

/** The address of a business's Punchh server, in both credentials. */
export const serverFields: INodeProperties[] = [
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://yourserver.punchh.com',
		description: 'The server of your business, as provided by your Punchh representative',
	},
	allowHttpField,
	noAnswerNotice('Base URL'),
];

/**
 * The address of the Punchh server in a credential, without a trailing slash.
 *
 * @throws UserError if no key may be sent there
 */
export function punchhBaseUrl({ baseUrl, allowHttp }: PunchhServer): string {
	return readBaseUrl({ label: 'Base URL', url: baseUrl, allowHttp });
}

/**
 * Tells the accounts of a run apart: the server and the keys of a credential, whose expressions may
 * depend on the item. It has the keys, so it is never shown.
 *
 * @throws UserError if no key may be sent to the server
 */
export function accountOf(credentials: ICredentialDataDecryptedObject): string {
	const { apiKey, client, secret } = credentials;
	return JSON.stringify([punchhBaseUrl(credentials as PunchhServer), apiKey, client, secret]);
}

/**
 * A request to the server of a credential, which may be authorized.
 *
 * @throws UserError if it goes elsewhere, or if no key may be sent to that server
 */
export function atPunchh(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): AuthorizableOptions {
	return atOwnHost(punchhBaseUrl(credentials as PunchhServer), options);
}

const NO_API = "There is no Punchh API at this address. Check 'Base URL'.";

const REDIRECTED =
	"This address redirects calls. Check 'Base URL'; if it is right, ask Punchh for the permission.";

/** Statuses that mean a failed test, whatever else the API answers. */
const NEVER_RIGHT = [301, 302, 401, 403, 429, 500, 502, 503, 504];

/**
 * How the test of a credential makes its call. It asks for something that cannot exist. What
 * counts is who refuses it: only Punchh does so with `errors` in JSON.
 *
 * @param failing further statuses that mean a wrong credential
 */
export function punchhTestRequest(failing: number[] = []): ICredentialTestRequest['request'] {
	return {
		baseURL: baseUrlExpression('$credentials.baseUrl'),
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: { ignore: true, except: [...NEVER_RIGHT, ...failing] },
	};
}

/** How the answers to the test of a credential are told apart. */
interface TestAnswers {
	/** The likely cause for each status. */
	byStatus: Record<number, string>;
	/** The same for n8n before 2.10, which does not tell by status. */
	byAnswer: Answer[];
	/** What Punchh's answer has when the credential is right. */
	rightKey: string;
}

/**
 * What the test button says for an answer of Punchh, or for one that is not from Punchh, such as a
 * web page.
 */
export function punchhTestRules({
	byStatus,
	byAnswer,
	rightKey,
}: TestAnswers): ICredentialTestRequest['rules'] {
	return testRules({
		byStatus: { 301: REDIRECTED, 302: REDIRECTED, 404: NO_API, ...byStatus },
		byAnswer,
		vendorKey: rightKey,
		notTheVendor: NO_API,
	});
}
