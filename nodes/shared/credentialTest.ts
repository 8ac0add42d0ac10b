import type { ICredentialTestRequest } from 'n8n-workflow';

interface Causes {
	/** By status, what is likely to be wrong. Other statuses are shown by n8n as they are. */
	byStatus: Record<number, string>;
	/** A key that every answer of the vendor has; the web page of another server has none. */
	vendorKey: string;
	/** Said of an answer without it. */
	notTheVendor: string;
}

/** What the test button of a credential says. */
export function testRules(causes: Causes): ICredentialTestRequest['rules'] {
	// n8n reads rules of both types, one after another; its type of the list does not say so.
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
