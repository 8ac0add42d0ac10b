import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import type { AuthorizableOptions } from '../../shared/http/ownHost';
import { isObject } from '../../shared/values/json';
import { parsedText } from '../../shared/values/parseExact';
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
 * @throws UserError if the call goes to another server than the credential's, or its body is no JSON
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
	const body = signedBody(signable, client);
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

/**
 * The body as it is signed and sent: compact, with `client` first. Of a text only the whitespace around it
 * goes, as n8n's HTTP client (axios) would take it away after it was signed. n8n's HTTP Request node can
 * send forms, files and text as well, of which other bytes would go out than are signed here, and Punchh
 * would only say that the signature is wrong.
 */
function signedBody({ body, form, formData }: AuthorizableOptions, client: string): string {
	const isEmpty = body === undefined || body === null || body === '';
	const isSignable = isEmpty || (typeof body === 'string' ? isJsonObject(body) : isPlain(body));
	if (form !== undefined || formData !== undefined || !isSignable) {
		throw new UserError(
			"Punchh's signed calls take an object in JSON: in the HTTP Request node, set 'Body Content Type' to JSON. Nothing was sent",
		);
	}
	if (isEmpty) return '';
	return typeof body === 'string'
		? body.trim()
		: JSON.stringify({ client, ...(body as IDataObject) });
}

/** Any other text would be sent in quotes. */
function isJsonObject(text: string): boolean {
	return isObject(parsedText(text));
}

/** Whether it is an object of fields: no list, bytes, stream or form. */
function isPlain(body: unknown): boolean {
	const isObject = Object.prototype.toString.call(body) === '[object Object]';
	return isObject && typeof (body as { pipe?: unknown }).pipe !== 'function';
}

function withoutHeader(headers: IDataObject | undefined, name: string): IDataObject {
	return Object.fromEntries(
		Object.entries(headers ?? {}).filter(([header]) => header.toLowerCase() !== name),
	);
}
