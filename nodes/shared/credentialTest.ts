import type { ICredentialTestRequest } from 'n8n-workflow';

interface Causes {
	/** The likely cause for each status. n8n shows other statuses as they are. */
	byStatus: Record<number, string>;
	/** A key that every answer of the vendor has and the web page of another server does not. */
	vendorKey: string;
	/** The message for an answer without that key. */
	notTheVendor: string;
}

/** What the test button of a credential says. */
export function testRules(causes: Causes): ICredentialTestRequest['rules'] {
	// n8n reads rules of both types, one after another, although its type for the list says otherwise.
	return [
		...Object.entries(causes.byStatus).map(([status, message]) => ({
			type: 'responseCode' as const,
			properties: { value: Number(status), message },
		})),
		{
			type: 'responseSuccessBody' as const,
			properties: { key: causes.vendorKey, value: undefined, message: causes.notTheVendor },
		},
	] as ICredentialTestRequest['rules'];
}
