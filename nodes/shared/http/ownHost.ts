import { UserError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';

import { parse } from '../values/baseUrl';

/**
 * The options of a request as n8n hands them to a credential: its own nodes use `url`, the HTTP
 * Request node still uses the older `uri`.
 */
export type AuthorizableOptions = IHttpRequestOptions & {
	uri?: string;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
};

/**
 * The request that a credential may authorize: at its own server, and not redirected to another one.
 * n8n's HTTP Request node can be given any address, and would take the key along.
 *
 * @param baseUrl the server of the credential, as `readBaseUrl` returns it
 * @returns the request with its whole address in `url`, so that what was checked is what is sent
 * @throws UserError if the address leads elsewhere
 */
export function atOwnHost(baseUrl: string, options: IHttpRequestOptions): AuthorizableOptions {
	const { baseURL, url, uri, ...rest } = options as AuthorizableOptions;
	const target = parse(fullAddress(baseURL, url ?? uri ?? ''));
	const own = new URL(baseUrl).origin;
	if (target?.origin !== own || target.username !== '' || target.password !== '') {
		throw new UserError(
			`This credential is for ${own} only, and the call goes elsewhere. Nothing was sent`,
		);
	}
	return {
		...rest,
		url: target.href,
		...(uri === undefined ? {} : { uri: target.href }),
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
	};
}

/** The value of the Authorization header for a key; whitespace copied along is not part of it. */
export function bearer(key: unknown): string {
	return `Bearer ${String(key ?? '').trim()}`;
}

/** A request with these headers, whatever it had under their names. */
export function withHeaders(
	options: AuthorizableOptions,
	headers: IDataObject,
): AuthorizableOptions {
	return { ...options, headers: { ...options.headers, ...headers } };
}

function fullAddress(base: string | undefined, given: string): string {
	if (base === undefined || /^[a-z][a-z\d+.-]*:/i.test(given)) return given;
	return `${base.replace(/\/+$/, '')}/${given.replace(/^\/+/, '')}`;
}
