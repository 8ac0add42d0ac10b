import { startSandbox, type Sandbox } from '../../../../sandbox';
import { track, type Json } from '../../http';

export let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

export const TIME = '2026-03-14T16:20:11Z';
export const user_alias = { alias_name: 'mara', alias_label: 'crm' };
export const profiles = () => sandbox.braze.profiles;

/** Sends attributes objects, each in a request of its own; all of them must be taken. */
export async function write(...objects: Json[]): Promise<void> {
	for (const object of objects) {
		const { body } = await track(sandbox.brazeUrl, { attributes: [object] });
		expect(body).toEqual({ message: 'success', attributes_processed: 1 });
	}
}
