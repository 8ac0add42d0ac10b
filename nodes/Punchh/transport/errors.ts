import type { NodeOperationError } from 'n8n-workflow';

import {
	describeFault,
	STOPPED_BY_USER,
	type Fault,
	type HttpContext,
	type Outcome,
} from '../../shared/http/send';
import { answerError, operationError, type ItemError } from '../../shared/errors';
import { withScope } from '../../shared/operations/errorScope';
import { shownText } from '../../shared/values/shownText';
import type { PunchhCall } from './call';
import { explain } from './explain';
import { MAY_HAVE_ACTED } from './hints';

/** The error for an outcome other than success. */
export function toError(
	this: HttpContext,
	call: PunchhCall,
	outcome: Outcome,
	itemIndex: number,
): ItemError {
	if (outcome.kind === 'fault') return toFaultError.call(this, outcome, itemIndex);
	const { hint, scope, message: said } = explain(outcome, call);
	const isKnown = 'isKnown' in outcome;
	const message = isKnown ? `Not tried: ${said}` : said;
	const requestId = outcome.headers['x-request-id'];
	const request =
		typeof requestId === 'string' ? `Punchh request ID: ${shownText(requestId)}` : undefined;
	const error = answerError(this.getNode(), {
		status: outcome.status,
		message,
		description: [hint, request].filter(Boolean).join('. '),
		itemIndex,
	});
	return withScope(error, isKnown ? 'notTried' : scope);
}

function toFaultError(this: HttpContext, fault: Fault, itemIndex: number): NodeOperationError {
	const error = operationError(this.getNode(), {
		message: `Punchh did not answer: ${describeFault(fault)}`,
		description: faultHint(fault),
		itemIndex,
	});
	return withScope(error, 'connection');
}

function faultHint({ sent, code }: Fault): string {
	if (sent) return MAY_HAVE_ACTED;
	return code === STOPPED_BY_USER.code
		? 'It was not sent'
		: "Nothing was sent. Check 'Base URL' in the credential";
}
