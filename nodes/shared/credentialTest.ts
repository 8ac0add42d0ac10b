import type { ICredentialTestRequest } from 'n8n-workflow';

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
