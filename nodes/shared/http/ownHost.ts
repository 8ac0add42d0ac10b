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
	rejectUnauthorized?: boolean;
	/** The fields of a form, which the HTTP Request node keeps apart from the body. */
	form?: IDataObject;
	formData?: IDataObject;
};

/** Options of n8n's HTTP Request node with which somebody on the way could read the key. */
const UNSAFE: Array<
	[isOn: (options: Omit<AuthorizableOptions, 'url'>) => boolean, option: string]
> = [
	[({ proxy }) => Boolean(proxy), 'Proxy'],
	[({ rejectUnauthorized }) => rejectUnauthorized === false, 'Ignore SSL Issues'],
	[({ skipSslCertificateValidation: skips }) => skips === true, 'Ignore SSL Issues'],
];

/**
 * The request that a credential may authorize: at its own server, not redirected to another one, and
 * with nobody in between. n8n's HTTP Request node can be given any address, any proxy and any
 * certificate, and would take the key along. The proxy of n8n itself is its owner's choice, and stays.
 *
 * @param baseUrl the server of the credential, as `readBaseUrl` returns it
 * @returns the request with its whole address in `url`, so that what was checked is what is sent
 * @throws UserError if the address leads elsewhere, or somebody could read the key on the way
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
	const unsafe = UNSAFE.find(([isOn]) => isOn(rest));
	if (unsafe !== undefined) {
		throw new UserError(
			`The option '${unsafe[1]}' would let others read the key of this credential. Nothing was sent`,
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
