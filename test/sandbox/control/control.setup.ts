import { startSandbox, type Sandbox } from '../../../sandbox';
import { call } from '../http';

export let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());
export const state = async () => await call('GET', `${sandbox.controlUrl}/state`);
