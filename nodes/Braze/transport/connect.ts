import { createHash } from 'node:crypto';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { readForItems, type ForItem } from '../../shared/http/credentials';
import { redactJson, redactor } from '../../shared/http/redact';
import { send, type HttpContext, type Outcome, type Reply } from '../../shared/http/send';
import { brazeBaseUrl, type BrazeCredentials } from './instances';
import { POLICY } from './policy';
import { ServerClock } from './serverClock';

/** A call to one of Braze's endpoints. */
export interface BrazeRequest {
	method: IHttpRequestMethods;
	/** Path without a trailing slash. */
	path: string;
	/** JSON text, sent unchanged. */
	body?: string;
	/** Query parameters; an array becomes `name[]=...` for each of its values. */
	qs?: IDataObject;
}

/** A connection to the workspace of one Braze API credential. */
export interface BrazeConnection {
	/** The same text for the same server and key, which it does not show. */
	id: string;
	/** Sends a request once and reports the outcome; the key is masked in the answer. */
	send(request: BrazeRequest): Promise<Outcome>;
	/** The time of day at Braze, in milliseconds since 1970, as its last answer has said it. */
	nowMs(): number;
}

const TYPE = 'brazeApi';

type Credentials = BrazeCredentials & ICredentialDataDecryptedObject;

/**
 * Opens the connection that the node's Braze API credential describes, for a node without items.
 *
 * @throws NodeOperationError if the credential is missing; UserError if it leads nowhere
 */
export async function connectToBraze(this: HttpContext): Promise<BrazeConnection> {
	const credentials = await this.getCredentials<Credentials>(TYPE, 0);
	return new BrazeWorkspaces(this, POLICY.timeoutMs).connectionOf(credentials, 0);
}

/**
 * Opens the connections that the node's Braze API credential describes for each of some items: the
 * same one for all items with the same server and key.
 *
 * @param timeoutMs how long an answer may take
 * @returns one for each index, in their order; an error if there is no credential, or it leads nowhere
 */
export async function connectItemsToBraze(
	context: IExecuteFunctions,
	indices: number[],
	timeoutMs: number = POLICY.timeoutMs,
): Promise<Array<ForItem<BrazeConnection>>> {
	const workspaces = new BrazeWorkspaces(context, timeoutMs);
	return await readForItems<Credentials, BrazeConnection>(context, TYPE, indices, (values, index) =>
		workspaces.connectionOf(values, index),
	);
}

/** One connection to each workspace. */
class BrazeWorkspaces {
	private readonly connections = new Map<string, BrazeConnection>();

	/** What the credential said last, and where that leads: most items have the same. */
	private latest?: { credentials: Credentials; connection: BrazeConnection };

	constructor(
		private readonly context: HttpContext,
		private readonly timeoutMs: number,
	) {}

	/**
	 * @param itemIndex the item to name in an error
	 * @throws UserError if a field is empty or invalid
	 */
	connectionOf(credentials: Credentials, itemIndex: number): BrazeConnection {
		const { latest } = this;
		if (latest && isSameIn(latest.credentials, credentials)) return latest.connection;
		const connection = this.sameConnection(credentials, itemIndex);
		this.latest = { credentials, connection };
		return connection;
	}

	/** The connection of credentials that may be written in another way. */
	private sameConnection(credentials: Credentials, itemIndex: number): BrazeConnection {
		const baseURL = brazeBaseUrl(credentials);
		const apiKey = String(credentials.apiKey ?? '').trim();
		if (apiKey === '') {
			throw new UserError("'REST API Key' in the credential is empty. Nothing was sent");
		}
		const workspace = createHash('sha256').update(`${baseURL} ${apiKey}`).digest('hex');
		let connection = this.connections.get(workspace);
		if (connection === undefined) {
			connection = this.open(workspace, credentials, baseURL, itemIndex);
			this.connections.set(workspace, connection);
		}
		return connection;
	}

	private open(id: string, data: Credentials, baseURL: string, itemIndex: number): BrazeConnection {
		const redact = redactor([String(data.apiKey)]);
		const clock = new ServerClock();
		const sendOnce = async ({ method, path, body, qs }: BrazeRequest) => {
			const options: IHttpRequestOptions = {
				method,
				baseURL,
				url: path,
				headers: { 'Content-Type': 'application/json' },
				timeout: this.timeoutMs,
				// As bytes: n8n's HTTP client would parse a text, only to see that it is JSON.
				...(body === undefined ? {} : { body: Buffer.from(body) }),
				...(qs === undefined ? {} : { qs, arrayFormat: 'brackets' }),
			};
			const outcome = await send.call(this.context, { type: TYPE, data }, options, itemIndex);
			clock.note(outcome);
			return withoutSecrets(outcome, redact);
		};
		return { id, send: sendOnce, nowMs: () => clock.nowMs() };
	}
}

/** Whether two credentials say the same of where to send, and with what key. */
function isSameIn(one: Credentials, other: Credentials): boolean {
	return (
		one.instance === other.instance &&
		one.customUrl === other.customUrl &&
		one.allowHttp === other.allowHttp &&
		one.apiKey === other.apiKey
	);
}

/** Braze's 401 repeats the key that it was sent. */
function withoutSecrets(outcome: Outcome, redact: (text: string) => string): Outcome {
	if (outcome.kind === 'fault') return outcome;
	return {
		...outcome,
		headers: redactJson(outcome.headers, redact) as Reply['headers'],
		body: redactJson(outcome.body, redact),
	};
}
