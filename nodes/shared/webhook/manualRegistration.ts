import type { INodeType } from 'n8n-workflow';

/**
 * Webhooks are registered by hand in Punchh, so there is nothing for n8n to create or delete; it
 * only has to be told that there is.
 */
export const manualRegistration: INodeType['webhookMethods'] = {
	default: {
		checkExists: async () => true,
		create: async () => true,
		delete: async () => true,
	},
};
