import { emailField, passwordField } from '../fields';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { loginCall } from './login';
import { guestIn } from './makeGuest';
import { guestFor, simplifyField } from './simplify';

/**
 * Guest > Log In: checks a guest's email and password, and returns the guest.
 * The tokens in Punchh's answer let anyone act as the guest, so they are left out of the output.
 */
export const logIn = defineOperation({
	name: 'Log In',
	action: 'Log in guest with email and password',
	description: 'Check the email and password of a guest and return the guest, without tokens',
	countsTwice: false,
	credentials: [{ name: 'punchhMobileApi' }],
	properties: [
		{
			displayName: 'API',
			name: 'api',
			type: 'options',
			options: [
				{ name: 'Mobile API', value: 'mobile', description: 'As an app would' },
				{ name: 'Online Ordering SSO API', value: 'sso', description: 'As a web shop would' },
			],
			default: 'mobile',
			description: 'The API to log in to. Your client must be enabled for it.',
		},
		emailField,
		{ ...passwordField, description: "The guest's password. It never appears in the output." },
		simplifyField,
	],

	behaviour: callPunchh({
		async execute(item) {
			const email = item.required('email');
			const password = item.required('password');
			const api = item.value('api') === 'sso' ? 'sso' : 'mobile';
			return guestFor(item, guestIn(await item.request(loginCall(api, email, password))));
		},
	}),
});
