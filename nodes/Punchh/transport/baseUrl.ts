import type { INodeProperties } from 'n8n-workflow';

/** The address of a business' Punchh server, in both credentials. */
export const baseUrlField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://yourserver.punchh.com',
	description: 'The server of your business, as your Punchh representative named it',
};

/** The address as it is called: without blanks and slashes at its end, and with https when none is given. */
export function baseUrlOf(given: string): string {
	const url = given.trim().replace(/\/+$/, '');
	return /^https?:/i.test(url) ? url : `https://${url}`;
}

/** The same for the test button of a credential, which takes an expression. */
export const BASE_URL_EXPRESSION =
	'={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/^(?!https?:)/i, "https://")}}';

/** What a redirect means to the test button: Punchh uses none, a website at a wrong address does. */
export const REDIRECTED =
	"The address sends calls elsewhere. Check 'Base URL'; if it is right, ask for the permission in Punchh.";
