import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_APP_IDS } from '../../../../sandbox/braze/seed';
import { track, type Json } from '../../http';

/** What /users/track does beyond its errors: types, silent drops, knobs, and the record of it all. */

export let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

export const TIME = '2026-03-14T16:20:11Z';
export const EVENT = { external_id: 'a', name: 'visit', time: TIME };
export const PURCHASE = {
	external_id: 'a',
	product_id: 'tea',
	currency: 'USD',
	price: 4,
	time: TIME,
};
export const ALIAS = { alias_name: 'mara', alias_label: 'crm' };
export const TOKEN = { app_id: BRAZE_APP_IDS[0], token: 'token-1' };

export const send = async (body: unknown) => await track(sandbox.brazeUrl, body);
export const first = () => sandbox.braze.profiles[0];
export const reasons = () => sandbox.braze.drops.map(({ reason }) => reason);

/** Writes attributes of user a, one request for each object. */
export async function write(...objects: Json[]): Promise<void> {
	for (const object of objects) {
		const { body } = await send({ attributes: [{ external_id: 'a', ...object }] });
		expect(body).toEqual({ message: 'success', attributes_processed: 1 });
	}
}
