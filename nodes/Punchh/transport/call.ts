import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/** Punchh's APIs and the credential that each needs. */
export const CREDENTIALS = {
	dashboard: 'punchhApi',
	mobile: 'punchhMobileApi',
	sso: 'punchhMobileApi',
} as const;

export type PunchhApiFace = keyof typeof CREDENTIALS;

/** A call to one of Punchh's APIs. */
export interface PunchhCall {
	api: PunchhApiFace;
	method: IHttpRequestMethods;
	/** Starts with /api. */
	path: string;
	qs?: IDataObject;
	body?: IDataObject;
	headers?: IDataObject;
	/** The call to the same API that this one prepares; if that would be refused, neither is sent. */
	inOrderTo?: Pick<PunchhCall, 'method' | 'path'>;
	/**
	 * Whether sending it twice has the same effect as sending it once. A GET always does. By default,
	 * any other call does unless its operation `countsTwice`.
	 */
	repeatSafe?: boolean;
	/** Whether a repeat may be refused because an earlier try succeeded, e.g. for a new password. */
	refusesItself?: boolean;
	/** Secrets in this call, other than the credential's, that must not be shown. */
	secrets?: string[];
	/**
	 * What to do about a key in Punchh's errors or about a status, if this call knows better than the
	 * general tables.
	 */
	hints?: Record<string | number, string>;
}
