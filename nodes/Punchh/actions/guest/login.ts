import { randomUUID } from 'node:crypto';

import type { PunchhApiFace, PunchhCall } from '../../transport/call';

const PATHS: Partial<Record<PunchhApiFace, string>> = {
	mobile: '/api2/mobile/users/login',
	sso: '/api/auth/customers/sign_in',
};

const WRONG_LOGIN = "Check 'Email' and 'Password'";

/**
 * The call that logs a guest in. PAR developer portal, Mobile API "Login", SSO API "Sign In".
 *
 * @param api `mobile` or `sso`
 */
export function loginCall(api: PunchhApiFace, email: string, password: string): PunchhCall {
	return {
		api,
		method: 'POST',
		path: PATHS[api]!,
		body: { user: { email, password } },
		headers: { 'punchh-app-device-id': randomUUID() },
		secrets: [password],
		hints: { 401: WRONG_LOGIN, 422: WRONG_LOGIN },
	};
}
