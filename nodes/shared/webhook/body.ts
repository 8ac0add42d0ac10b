import type { IDataObject, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { RefusalAnswer } from './answer/refuse';
import { WEBHOOK_POLICY } from './policy';

const { defaultMegabytes, mostMegabytes } = WEBHOOK_POLICY.body;

const MEGABYTE = 1_048_576;

/** Why there is no body to look at. */
export type BodyProblem = 'body not readable' | 'body too large';

export const BODY_PROBLEMS: Record<BodyProblem, RefusalAnswer> = {
	'body not readable': {
		status: 400,
		hint: 'it ends too early, or is not compressed the way the call says',
	},
	'body too large': {
		status: 413,
		hint: "the option 'Maximum Body (MB)' sets the limit",
	},
};

/** The option for the size of a body. */
export const maxBodyOption: INodeProperties = {
	displayName: 'Maximum Body (MB)',
	name: 'maxBodyMb',
	type: 'number',
	typeOptions: { minValue: 0.01, maxValue: mostMegabytes, numberPrecision: 2 },
	default: defaultMegabytes,
	description:
		'A larger call is refused with 413 before it is looked at, and logged. What the call contains is lost: the sender does not send it again.',
};

/** @returns the size that the options of the node allow, in bytes */
export function readMaxBytes({ maxBodyMb }: IDataObject): number {
	const megabytes = Number(maxBodyMb ?? defaultMegabytes);
	return (megabytes > 0 ? Math.min(megabytes, mostMegabytes) : defaultMegabytes) * MEGABYTE;
}

/**
 * The bytes of the body. One that says it is too large is not read. n8n has read it before only for
 * some content types; others are read now, and for as long as nobody asks, not at all.
 */
export async function readBody(
	this: IWebhookFunctions,
	maxBytes: number,
): Promise<Buffer | BodyProblem> {
	const request = this.getRequestObject();
	if (Number(request.headers['content-length']) > maxBytes) return 'body too large';
	try {
		if (request.rawBody === undefined) await request.readRawBody();
	} catch (error) {
		// n8n has a limit of its own, and stops reading there.
		return (error as { status?: number }).status === 413 ? 'body too large' : 'body not readable';
	}
	const body = request.rawBody ?? Buffer.alloc(0);
	return body.length > maxBytes ? 'body too large' : body;
}
