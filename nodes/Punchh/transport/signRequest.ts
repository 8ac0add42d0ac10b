import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { AuthorizableOptions } from '../../shared/http/ownHost';
import { atPunchh, type PunchhServer } from './credential';
import { algorithmFor, digest, type DigestAlgorithm } from './signing';

export interface PunchhMobileCredentials extends PunchhServer {
	client: string;
	secret: string;
	digestAlgorithm?: 'byPath' | DigestAlgorithm;
}

/** Both forms ask for a User-Agent; the SSO form names the kind of client. */
const USER_AGENTS: Array<[prefix: string, userAgent: string]> = [
	['/api/auth/', 'Punchh/OnlineOrder/1.0/Web/n8n/Linux'],
	['/', 'n8n/1.0/1 (n8n-nodes-punchh-braze)'],
];

/**
 * Prepares a request for Punchh's mobile or SSO API: adds `client` and signs the exact bytes that
 * are sent. The body is serialized here, once, and replaced by its text; the query becomes part of
 * the URL, so that nothing downstream can encode it differently.
 *
 * May be called again with its own result, as n8n does after a 401: the result is the same.
 *
 * @throws UserError if the call goes to another server than the credential's
 */
export function signRequest(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): AuthorizableOptions {
	const { digestAlgorithm = 'byPath', ...keys } = credentials as unknown as PunchhMobileCredentials;
	// Whitespace copied along with them is not part of them.
	const [client, secret] = [keys.client.trim(), keys.secret.trim()];
	const signable = atPunchh(credentials, options);
	const url = withQuery(signable);
	const body = bodyText(signable.body, client);
	if (body === '' && !url.searchParams.has('client')) url.searchParams.set('client', client);

	const path = url.pathname + url.search;
	const algorithm = digestAlgorithm === 'byPath' ? algorithmFor(path) : digestAlgorithm;
	const signed: AuthorizableOptions = { ...signable, url: url.href };
	delete signed.qs;
	if (signable.uri !== undefined) signed.uri = url.href;
	if (body !== '') signed.body = body;
	return {
		...signed,
		headers: {
			'User-Agent': USER_AGENTS.find(([prefix]) => path.startsWith(prefix))![1],
			Accept: 'application/json',
			...withoutHeader(signable.headers, 'content-type'),
			...(body === '' ? {} : { 'Content-Type': 'application/json' }),
			'x-pch-digest': digest(secret, path, body, algorithm),
		},
	};
}

function withQuery({ url, qs }: AuthorizableOptions): URL {
	const full = new URL(url);
	for (const [name, value] of Object.entries((qs ?? {}) as IDataObject)) {
		const values = Array.isArray(value) ? value : [value];
		for (const single of values) {
			if (single !== undefined && single !== null) full.searchParams.append(name, String(single));
		}
	}
	return full;
}

/** The body as it is signed and sent: compact, with `client` first. Text is left as it is. */
function bodyText(body: IHttpRequestOptions['body'], client: string): string {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	return JSON.stringify({ client, ...(body as IDataObject) });
}

function withoutHeader(headers: IDataObject | undefined, name: string): IDataObject {
	return Object.fromEntries(
		Object.entries(headers ?? {}).filter(([header]) => header.toLowerCase() !== name),
	);
}
