import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

interface Causes {
	/** The likely cause for each status. n8n shows other statuses as they are. */
	byStatus: Record<number, string>;
	/** A key, as a path, that a right answer has and the web page of another server does not. */
	vendorKey: string;
	/** The message for an answer without that key. */
	notTheVendor: string;
	/**
	 * Answers that mean a failed test, whatever their status: a test that expects an error makes n8n
	 * before 2.10 take every status.
	 */
	byAnswer?: Answer[];
}

/** An answer that has a value at a key, as a path. */
export interface Answer {
	key: string;
	value: string | number;
	message: string;
}

/** What the test button of a credential says. */
export function testRules(causes: Causes): ICredentialTestRequest['rules'] {
	// n8n reads rules of both types, one after another, although its type for the list says otherwise.
	return [
		...Object.entries(causes.byStatus).map(([status, message]) => ({
			type: 'responseCode' as const,
			properties: { value: Number(status), message },
		})),
		...[
			...(causes.byAnswer ?? []),
			{ key: causes.vendorKey, value: undefined, message: causes.notTheVendor },
		].map((properties) => ({ type: 'responseSuccessBody' as const, properties })),
	] as ICredentialTestRequest['rules'];
}

/**
 * Says in the credential what the codes mean that n8n's test shows where no answer comes: n8n has no
 * rule for these, so the sentence can only stand beside them. In a credential n8n strips HTML from notices.
 *
 * @param field with the address
 */
export function noAnswerNotice(field: string): INodeProperties {
	return {
		displayName: [
			'If the test shows a code, no answer came, and the key was not looked at.',
			`ENOTFOUND: there is no server of that name. Check ${field}.`,
			`ECONNREFUSED, ETIMEDOUT: the server takes no connection. Check ${field}, and whether a firewall or proxy lets n8n out.`,
			'EPROTO: the server does not speak https. Check the port.',
			'Codes with CERT: its certificate is not valid for this address.',
		].join(' '),
		name: 'noAnswerNotice',
		type: 'notice',
		default: '',
	};
}
