import type {
	ICredentialDataDecryptedObject as Values,
	INode,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { RefusalAnswer } from './answer/refuse';
import type { HeldCredential } from './memory/heldCredential';

/** Why a call is refused before its proof is checked. */
export type NoCredential = 'credential not readable' | 'not configured';

/** A sender gives up after a 401 and retries after a 503, when the credential may have been fixed. */
export const NO_CREDENTIAL: Record<NoCredential, RefusalAnswer> = {
	'credential not readable': {
		status: 503,
		hint: 'n8n cannot find or decrypt the credential that the node names',
	},
	'not configured': {
		status: 401,
		hint: 'the node has no credential, or a required field of the credential is empty',
	},
};

/** The credentials that a node names, by type. */
export type NamedCredentials = INode['credentials'];

/**
 * Checks a call against the node's credential, which is read from n8n only now and then. The secret
 * may have been changed since, so for a refused call it is read again. If it is still the same, nothing
 * is checked twice: a forged signature of a large body must not cost twice as much.
 *
 * @param check returns why the call is refused; undefined if it may pass
 * @returns what `check` says, or why there is nothing to check against
 */
export async function checkCredential<Credential, Refusal>(
	call: IWebhookFunctions,
	type: string,
	named: NamedCredentials,
	held: HeldCredential,
	check: (credential: Credential) => Promise<Refusal | undefined>,
): Promise<Refusal | NoCredential | undefined> {
	// n8n throws for a credential that was never chosen; the sender must get a 401, not a 500.
	const chosen = named?.[type];
	if (chosen === undefined) return 'not configured';
	const id = String(chosen.id);
	const read = async () => asTexts(await call.getCredentials<Values>(type));

	const values = await orNotReadable(held.get(id, read));
	if (values === 'credential not readable') return values;
	const refusal = await check(values as Credential);
	if (refusal === undefined) return undefined;

	const current = await orNotReadable(held.getFresh(id, read));
	if (current === undefined) return refusal;
	if (current === 'credential not readable') return current;
	const isSame = JSON.stringify(current) === JSON.stringify(values);
	return isSame ? refusal : await check(current as Credential);
}

/** A credential of a trigger, whatever its schemes. */
export interface Changeable {
	/** The secret, token or password until it was changed; it counts as long as it stands there. */
	previousSecret?: string;
}

/**
 * Checks a call against the secret, and while that is being changed against the previous one: sender
 * and n8n cannot get a new secret at the same moment, and senders give up after a 401.
 *
 * @param fields of the credential that hold a secret
 * @param check returns why the call is refused; undefined if it may pass
 */
export async function checkBothSecrets<Credential extends Changeable, Refusal>(
	credential: Credential,
	fields: Array<keyof Credential>,
	check: (credential: Credential) => Refusal | undefined | Promise<Refusal | undefined>,
): Promise<Refusal | undefined> {
	const refusal = await check(credential);
	const { previousSecret } = credential;
	if (refusal !== 'wrong proof' || !previousSecret) return refusal;
	const previous = Object.fromEntries(fields.map((field) => [field, previousSecret]));
	return await check({ ...credential, ...previous });
}

/** From an expression, a secret of digits comes as a number, which cannot be a key. */
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
