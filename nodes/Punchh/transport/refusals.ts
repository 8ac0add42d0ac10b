import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/http/send';
import type { PunchhCall } from './call';

/**
 * What a refusal is about, and thus which other calls of the run would get it as well: those with the
 * same credential for the same API, those to the same endpoint, or those in the same language.
 */
export type RefusalOf = 'credential' | 'endpoint' | 'language';

/** A refusal that an earlier call of the run got; this call was not sent. */
export interface KnownRefusal extends Reply {
	isKnown: true;
}

/** What calls with the same refusal have in common, in addition to API and credential. */
const SIGNS: Record<RefusalOf, (call: PunchhCall) => unknown[]> = {
	credential: () => [],
	endpoint: ({ method, path }) => [method, path],
	language: ({ headers }) => [headers?.['Accept-Language']],
};

/**
 * What Punchh has refused in a run, so that no call is sent that is sure to be refused: ten wrong
 * keys in ten minutes block the caller for an hour, and thousands of items should not fail one by
 * one.
 */
export class Refusals {
	private readonly known = new Map<string, Reply>();

	/** Remembers a refusal for the calls that would get it as well. */
	note(of: RefusalOf, call: PunchhCall, credentials: IDataObject, reply: Reply): void {
		this.known.set(keyOf(of, call, credentials), reply);
	}

	/** The refusal that a call would get, or the call that it prepares. */
	find(call: PunchhCall, credentials: IDataObject): KnownRefusal | undefined {
		const calls = [call, { ...call, ...call.inOrderTo }];
		const reply = calls
			.flatMap((one) =>
				(Object.keys(SIGNS) as RefusalOf[]).map((of) =>
					this.known.get(keyOf(of, one, credentials)),
				),
			)
			.find(Boolean);
		return reply && { ...reply, isKnown: true };
	}
}

function keyOf(of: RefusalOf, call: PunchhCall, credentials: IDataObject): string {
	return JSON.stringify([of, call.api, credentials, ...SIGNS[of](call)]);
}

const refusals = new WeakMap<object, Refusals>();

/** The refusals of a run; n8n makes one context (the `this` of a node) for each. */
export function refusalsOf(context: object): Refusals {
	let known = refusals.get(context);
	if (known === undefined) refusals.set(context, (known = new Refusals()));
	return known;
}
