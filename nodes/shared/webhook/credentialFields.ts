import type { INodeCredentialTestResult, INodeProperties } from 'n8n-workflow';

import type { Changeable } from './credential';
import { WEBHOOK_POLICY } from './policy';

const { shortestSecret } = WEBHOOK_POLICY;

/** Name and display name of a field. */
export type Field<Credential> = [name: keyof Credential, displayName: string];

const PREVIOUS = { name: 'previousSecret', displayName: 'Previous Secret' } as const;

/**
 * What is wrong with the fields that a scheme requires: one is empty, or has whitespace that was
 * copied along. A previous secret may be empty.
 *
 * @param needed the fields
 */
export function problemOfFields<Credential extends Changeable>(
	credential: Credential,
	needed: Array<Field<Credential>>,
): string | undefined {
	const previous: Array<Field<Credential>> = [[PREVIOUS.name, PREVIOUS.displayName]];
	const entered = credential.previousSecret ? [...needed, ...previous] : needed;
	for (const [field, displayName] of entered) {
		const value = String(credential[field] ?? '');
		if (value === '') return `'${displayName}' is empty`;
		if (value !== value.trim()) return `'${displayName}' begins or ends with whitespace`;
	}
	return undefined;
}

/**
 * What the test button says of complete fields. It cannot ask the sender, and n8n shows another text for
 * a success, so `untestedNotice` says the same beside the button.
 *
 * @param secret the field that holds the secret
 * @param complete the sentence for complete fields
 */
export function completeFields<Credential extends object>(
	credential: Credential,
	[name, displayName]: Field<Credential>,
	complete: string,
): INodeCredentialTestResult {
	const isShort = String(credential[name]).length < shortestSecret;
	return { status: 'OK', message: isShort ? `${complete} ${shortWarning(displayName)}` : complete };
}

/** Says in the credential that its test cannot ask the sender. */
export function untestedNotice(sender: string): INodeProperties {
	return {
		displayName: `n8n's test only looks at the fields, even if it says that the connection was tested: ${sender} cannot be asked. The first call shows whether ${sender} uses the same values.`,
		name: 'untestedNotice',
		type: 'notice',
		default: '',
	};
}

/**
 * Warns of a secret that is short, while it is entered. n8n shows it for every expression as well, so it
 * must be true of those, too.
 *
 * @param field with the secret
 * @param schemes that show the field
 */
export function shortSecretNotice(
	{ name, displayName }: { name: string; displayName: string },
	schemes: string[],
): INodeProperties {
	return {
		displayName: shortWarning(displayName),
		name: `${name}ShortNotice`,
		type: 'notice',
		default: '',
		displayOptions: {
			show: { scheme: schemes, [name]: [{ _cnd: { regex: `^.{1,${shortestSecret - 1}}$` } }] },
		},
	};
}

/**
 * The secret until it was changed, which counts beside the new one, so that no call is refused in
 * between.
 *
 * @param schemes all of the credential
 */
export function previousSecretFields(sender: string, schemes: string[]): INodeProperties[] {
	return [
		{
			...PREVIOUS,
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: `While you change the secret, token or password, enter the old one here and the new one above: calls with either are accepted. Empty this field when ${sender} has the new one.`,
		},
		shortSecretNotice(PREVIOUS, schemes),
	];
}

function shortWarning(displayName: string): string {
	return `'${displayName}' should have at least ${shortestSecret} random characters: whoever can reach the webhook could guess a short one.`;
}
