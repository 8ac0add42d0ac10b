import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import type { ApiItem } from '../../transport/apiItem';
import type { PunchhCall } from '../../transport/call';
import { isOpen, isRefusal, isSuccess, type Outcome } from '../../transport/outcome';
import { SIGN_UP_RETRY } from '../../transport/policy';
import { lookUp } from '../guestLocator';
import { loginCall } from './login';

/** A guest to be signed up with a password. */
export interface SignUp {
	call: PunchhCall;
	email: string;
	password: string;
	/** Whether a guest with this email is looked up, with the dashboard's key, and returned. */
	returnExisting: boolean;
}

/** How a sign-up ended well: at once, found after its answer was lost, or there before. */
export type SignUpEnd = 'created' | 'found_again' | 'existed';

/**
 * Signs a guest up. When the answer is lost, Punchh may or may not have made the guest, so it looks
 * before it calls the email taken.
 *
 * With the dashboard's key it looks the email up before it tries again. Without it, it tries again -
 * harmless, as an email signs up once - and if the email is taken by then, the given password tells
 * whether this is the guest. Not the other way round: a login that fails counts, and ten of them in
 * ten minutes block the caller for an hour.
 *
 * @throws ItemError when Punchh refuses the guest, or never answers
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
 * The guest who has the email already, if one may be returned.
 *
 * @param open the outcome of a try that may have made the guest
 * @throws ItemError when the look-up fails: with an open try, it is that one's, as it may have
 *   succeeded
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

/** The guest whom the password opens; with a password that is refused, it is somebody else's. */
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

/** No guest has the email: that is an answer, not a failure. */
function ignoreUnknownGuest(error: unknown): undefined {
	if ((error as { httpCode?: string }).httpCode === '404') return undefined;
	throw error;
}

/** Whether Punchh refused the email: taken, or not one at all. Its wording is not relied on. */
function isEmailRefused(outcome: Outcome): boolean {
	if (outcome.kind === 'fault' || outcome.status !== 422 || !isObject(outcome.body)) return false;
	return isObject(outcome.body.errors) && 'email' in outcome.body.errors;
}

/** The mobile API answers with the guest below `user`, the SSO API with the guest itself. */
export function guestIn(body: unknown): IDataObject {
	const answer = body as IDataObject;
	return isObject(answer.user) ? answer.user : answer;
}
