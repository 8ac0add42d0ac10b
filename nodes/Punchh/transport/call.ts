import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/** Punchh's APIs and the credential that each needs. */
export const CREDENTIALS = {
	dashboard: 'punchhApi',
	mobile: 'punchhMobileApi',
	sso: 'punchhMobileApi',
} as const;

export type PunchhApiFace = keyof typeof CREDENTIALS;

/** A call of one of Punchh's APIs. */
export interface PunchhCall {
	api: PunchhApiFace;
	method: IHttpRequestMethods;
	/** From /api on. */
	path: string;
	qs?: IDataObject;
	body?: IDataObject;
	headers?: IDataObject;
	/** The call of the same API that this one prepares; when it would be refused, neither is sent. */
	inOrderTo?: Pick<PunchhCall, 'method' | 'path'>;
	/**
	 * Whether sending it twice has the effect of sending it once. A GET always does. Where it is not
	 * said, any other call does unless its operation `countsTwice`.
	 */
	repeatSafe?: boolean;
	/** Whether a repeat may be refused because an earlier try was carried out, e.g. a new password. */
	refusesItself?: boolean;
	/** What is in this call beside the credential's own secrets that must not be shown. */
	secrets?: string[];
	/**
	 * What to do about a key of Punchh's errors or about a status, where this call knows better than
	 * the general tables.
	 */
	hints?: Record<string | number, string>;
}
