import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

/** The address of a business' Punchh server, in both credentials. */
export const baseUrlField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://yourserver.punchh.com',
	description: 'The server of your business, as your Punchh representative named it',
};

/** The address as it is called: without blanks and slashes at its end, and with https when none is given. */
export function baseUrlOf(given: string): string {
	const url = given.trim().replace(/\/+$/, '');
	return /^https?:/i.test(url) ? url : `https://${url}`;
}

/** The same for the test button of a credential, which takes an expression. */
const BASE_URL_EXPRESSION =
	'={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/^(?!https?:)/i, "https://")}}';

const NO_API = "There is no Punchh API at this address. Check 'Base URL'.";

const REDIRECTED =
	"The address sends calls elsewhere. Check 'Base URL'; if it is right, ask for the permission in Punchh.";

/** Statuses that n8n shall take for a failed test, whatever the API answers else. */
const NEVER_RIGHT = [301, 302, 401, 403, 429, 500, 502, 503, 504];

/**
 * How the test of a credential makes its call. It asks for something that cannot be, so that what
 * counts is who refuses it: only Punchh does so with `errors` in JSON.
 *
 * @param failing further statuses that tell of a wrong credential
 */
export function testRequest(failing: number[] = []): ICredentialTestRequest['request'] {
	return {
		baseURL: BASE_URL_EXPRESSION,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: { ignore: true, except: [...NEVER_RIGHT, ...failing] },
	};
}

/**
 * What the test button says: by status, and where the answer is none of Punchh's, such as a web page.
 *
 * @param causes by status, what is likely to be wrong
 */
export function testRules(causes: Record<number, string>): ICredentialTestRequest['rules'] {
	const byStatus = { 301: REDIRECTED, 302: REDIRECTED, 404: NO_API, ...causes };
	// n8n reads rules of both types, one after another; its type of the list does not say so.
	return [
		...Object.entries(byStatus).map(([status, message]) => ({
			type: 'responseCode' as const,
			properties: { value: Number(status), message },
		})),
		{
			type: 'responseSuccessBody' as const,
			properties: { key: 'errors', value: undefined, message: NO_API },
		},
	] as ICredentialTestRequest['rules'];
}
