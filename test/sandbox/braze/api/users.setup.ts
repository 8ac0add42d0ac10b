import { startSandbox, type Sandbox } from '../../../../sandbox';
import { callBraze } from '../../http';

export let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());
export const ALIAS = { alias_name: 'mara', alias_label: 'crm' };
export const EMAIL = 'mara@example.com';
export const PHONE = '+15550142001';

export const post = async (path: string, body: unknown) =>
	await callBraze(sandbox.brazeUrl, 'POST', path, body);
export const profiles = () => sandbox.braze.profiles;
export const ids = () => profiles().map(({ external_id: id }) => id);
export const seed = (...wanted: Array<Parameters<typeof sandbox.braze.store.create>[0]>) =>
	sandbox.braze.seed({ profiles: wanted });
