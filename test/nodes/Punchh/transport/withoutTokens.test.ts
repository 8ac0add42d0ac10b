import { withoutTokens } from '../../../../nodes/Punchh/transport/withoutTokens';

test.each([
	...['access_token', 'accessToken', 'AccessToken', 'Access-Token', 'ACCESS_TOKEN', 'accesstoken'],
	...[
		'authentication_token',
		'authenticationToken',
		'auth token',
		'access.token',
		'token',
		'Tokens',
	],
	...['refresh_token', 'refreshToken', 'apn_token', 'gcmToken', 'passcode', 'passCode', 'jwt'],
	...['password', 'Password', 'encryptedPassword', 'password_confirmation', 'passwordConfirmation'],
])('"%s" is left out, at any depth', (name) => {
	const guest = (secret: object) => ({
		id: 1,
		...secret,
		user: { ...secret, list: [{ a: 1, ...secret }] },
	});
	expect(withoutTokens(guest({ [name]: 'x' }))).toEqual(guest({}));
});

test.each([
	...['reset_password_required', 'token_type', 'tokenExpiresAt', 'passwordless', 'email', 'broken'],
])('"%s" stays', (name) => {
	expect(withoutTokens({ [name]: 'x' })).toEqual({ [name]: 'x' });
});
