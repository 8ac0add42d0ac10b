import { GUEST_PASSWORD } from '../../../../sandbox/punchh/seed';
import type { Json } from '../../http';
import { client, MARA, punchhSandbox } from './harness';

export const punchh = punchhSandbox();
export const user_id = MARA.user_id;
export const MARKED =
	'Guest marked for deletion. Data will be automatically deleted within 7 days.';

export const dashboard = (method: string, path: string, body?: unknown) => async () =>
	await punchh.dashboard(method, path, body);
export const mobile =
	(method: string, path: string, body: Json = {}) =>
	async () =>
		await punchh.signed(
			method,
			`/api2/mobile/${path}`,
			{ client, ...body },
			{ ...punchh.token, 'User-Agent': 'HarborBeans/3.2.0/118 (iPhone; iOS 19.1)' },
		);
export const sso =
	(method: string, path: string, body: Json = {}) =>
	async () =>
		await punchh.signed(method, path, { client, ...body });
export const login = { user: { email: MARA.email, password: GUEST_PASSWORD } };
export const gift = async (body: Json) =>
	await punchh.dashboard('POST', '/users/send_message', { user_id, ...body });
