import { startSandbox, type Sandbox } from '../../../../sandbox';
import { callBraze, type Answer, type Json } from '../../http';

/** Subscriptions, sends, lists and e-mail, by the reference. */

export let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.braze.onTrigger = () => {};
});

export const EMAIL = 'mara@example.com';
export const PHONE = '+15550142001';
export const ALIAS = { alias_name: 'mara', alias_label: 'crm' };

export const post = async (path: string, body: unknown) =>
	await callBraze(sandbox.brazeUrl, 'POST', path, body);
export const get = async (path: string, query: Record<string, string> | string = {}) =>
	await callBraze(sandbox.brazeUrl, 'GET', `${path}?${new URLSearchParams(query).toString()}`);
export const expectAnswer = ({ status, body }: Answer, wantedStatus: number, wanted: Json) =>
	expect([status, body]).toEqual([wantedStatus, wanted]);
export const profiles = () => sandbox.braze.profiles;
export const guests = () =>
	sandbox.braze.seed({
		profiles: [
			{ external_id: 'a', attributes: { email: EMAIL, phone: PHONE } },
			{ external_id: 'b', attributes: { email: EMAIL } },
			{ alias: ALIAS },
		],
	});
