import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import type { ApiItem } from '../../transport/apiItem';
import type { PunchhCall } from '../../transport/call';
import { isOpen, isRefusal, isSuccess, type Outcome } from '../../transport/outcome';
import { SIGN_UP_RETRY } from '../../transport/policy';
import { lookUp } from '../guestLocator';
import { loginCall } from './login';

/** A guest to sign up with a password. */
export interface SignUp {
	call: PunchhCall;
	email: string;
	password: string;
	/** Whether to look up a guest with this email, using the dashboard key, and return it. */
	returnExisting: boolean;
}

/** How a sign-up succeeded: at once, found after its answer was lost, or already there. */
export type SignUpEnd = 'created' | 'found_again' | 'existed';

/**
 * Signs a guest up. If the answer is lost, Punchh may or may not have created the guest, so this
 * checks before it reports that the email is taken.
 *
 * With the dashboard key it looks the email up before it tries again. Without the key it just tries
 * again, which is harmless because an email can sign up only once. If the email is then taken, the
 * password tells whether it is this guest. It does not log in first, because failed logins count:
 * ten of them in ten minutes block the caller for an hour.
 *
 * @throws ItemError if Punchh refuses the guest, or never answers
 */
export async function makeGuest(
	item: ApiItem,
	signUp: SignUp,
): Promise<{ guest: IDataObject; how: SignUpEnd }> {
	let open: Outcome | undefined;
	for (let attempt = 1; ; attempt++) {
		const outcome = await item.outcome(signUp.call);
		if (isSuccess(outcome)) return { guest: guestIn(outcome.body), how: 'created' };

		if (isOpen(outcome)) open = outcome;
		if (isEmailRefused(outcome) || (isOpen(outcome) && signUp.returnExisting)) {
			const guest = await find(item, signUp, open);
			if (guest !== undefined) return { guest, how: open ? 'found_again' : 'existed' };
		}
		if (!isOpen(outcome) || attempt === SIGN_UP_RETRY.attempts) {
			// A try that did not get through says nothing about an earlier one that may have.
			throw item.outcomeError(signUp.call, isRefusal(outcome) ? outcome : (open ?? outcome));
		}
		await item.pause(SIGN_UP_RETRY.firstPauseMs * 2 ** (attempt - 1));
	}
}

/**
 * The guest who already has the email, if that guest may be returned.
 *
 * @param open the outcome of a try that may have created the guest
 * @throws ItemError if the lookup fails; after an open try it is the error of that try, which may
 *   have succeeded
 */
async function find(
	item: ApiItem,
	signUp: SignUp,
	open: Outcome | undefined,
): Promise<IDataObject | undefined> {
	if (!signUp.returnExisting && open === undefined) return undefined;
	const found = (signUp.returnExisting ? byEmail : byPassword)(item, signUp);
	if (open === undefined) return await found;
	return await found.catch((error: Error) => {
		throw item.openError(signUp.call, open, error);
	});
}

async function byEmail(item: ApiItem, { email }: SignUp): Promise<IDataObject | undefined> {
	return await lookUp(item, { email }).catch((error: unknown) => ignoreUnknownGuest(error));
}

/** The guest whom the password logs in; if it is refused, the email is somebody else's. */
async function byPassword(
	item: ApiItem,
	{ call, email, password }: SignUp,
): Promise<IDataObject | undefined> {
	const login = loginCall(call.api, email, password);
	const outcome = await item.outcome(login);
	if (isSuccess(outcome)) return guestIn(outcome.body);
	if (isRefusal(outcome)) return undefined;
	throw item.outcomeError(login, outcome);
}

/** That no guest has the email is an answer, not a failure. */
function ignoreUnknownGuest(error: unknown): undefined {
	if ((error as { httpCode?: string }).httpCode === '404') return undefined;
	throw error;
}

/** Whether Punchh refused the email: it is taken or invalid. This does not rely on the wording. */
function isEmailRefused(outcome: Outcome): boolean {
	if (outcome.kind === 'fault' || outcome.status !== 422 || !isObject(outcome.body)) return false;
	return isObject(outcome.body.errors) && 'email' in outcome.body.errors;
}

/** The mobile API answers with the guest under `user`, the SSO API with the guest itself. */
export function guestIn(body: unknown): IDataObject {
	const answer = body as IDataObject;
	return isObject(answer.user) ? answer.user : answer;
}
