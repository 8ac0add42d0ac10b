import type { ICredentialDataDecryptedObject as Values, IWebhookFunctions } from 'n8n-workflow';

import type { TriggerState } from './state';

/** Why a call is refused before its proof is looked at. */
export type NoCredential = 'credential not readable' | 'not configured';

/**
 * Checks a call against the node's credential, which is read from n8n now and then only. A call that
 * is refused is checked once more against what n8n has now: the secret may have been changed.
 *
 * @param check tells why the call is refused; undefined when it may pass
 * @returns what `check` says, or why there is nothing to check against
 */
export async function checkCredential<Credential, Refusal>(
	call: IWebhookFunctions,
	type: string,
	{ credential }: TriggerState,
	check: (credential: Credential) => Refusal | undefined,
): Promise<Refusal | NoCredential | undefined> {
	// n8n throws for a credential that was never chosen; the sender shall get a 401, not a 500.
	const chosen = call.getNode().credentials?.[type];
	if (chosen === undefined) return 'not configured';
	const id = String(chosen.id);
	const read = async () => asTexts(await call.getCredentials<Values>(type));

	const held = await orNotReadable(credential.get(id, read));
	if (held === 'credential not readable') return held;
	const refusal = check(held as Credential);
	if (refusal === undefined) return undefined;

	const anew = await orNotReadable(credential.getAnew(id, read));
	if (anew === undefined) return refusal;
	return anew === 'credential not readable' ? anew : check(anew as Credential);
}

/** A secret of digits comes as a number from an expression, and a number is no key. */
function asTexts(values: Values): Values {
	const entries = Object.entries(values);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
	);
}

/** n8n throws for a credential that was deleted, or that it cannot decrypt. */
async function orNotReadable<Read>(
	reading: Promise<Read>,
): Promise<Read | 'credential not readable'> {
	try {
		return await reading;
	} catch {
		return 'credential not readable';
	}
}
