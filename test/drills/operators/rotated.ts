import type { IDataObject } from 'n8n-workflow';

import { CREDENTIAL_NAMES, sandboxCredentials } from '../../../playground/provision';
import { BRAZE_KEY, BRAZE_KEYS } from '../../../sandbox/braze/seed';
import { WEBHOOK_SECRETS } from '../../../sandbox/punchh/seed';
import type { Case, Stage } from './cases';

const PHASE_MS = 8_000;

const NEW_SECRET = 'sandbox-webhook-secret-after-its-change';
const NEW_KEY = 'sandbox-braze-key-after-its-change';

/** Enters other values in a credential of the examples. */
export async function enter({ stack }: Stage, type: string, changes: IDataObject): Promise<void> {
	const name = CREDENTIAL_NAMES[type];
	const credentials = await stack.client.listCredentials();
	const credential = credentials.find((one) => one.name === name)!;
	const values = { ...sandboxCredentials(stack.sandbox)[type], ...changes };
	await stack.client.updateCredential(credential, values);
}

/** The secret of Punchh's webhook is changed in n8n first, as the guide says, and later in Punchh. */
async function changeSecret(stage: Stage): Promise<void> {
	const { traffic } = stage;
	const previousSecret = WEBHOOK_SECRETS.secret;
	await enter(stage, 'punchhWebhookApi', { secret: NEW_SECRET, previousSecret });
	await traffic.sendFor(PHASE_MS);
	await traffic.change({ secrets: { ...WEBHOOK_SECRETS, secret: NEW_SECRET } });
	await traffic.sendFor(PHASE_MS);
	await enter(stage, 'punchhWebhookApi', { secret: NEW_SECRET });
	await traffic.sendFor(PHASE_MS);
}

/** Braze's key is revoked while events come, and some time later n8n gets another one. */
async function changeKey(stage: Stage): Promise<void> {
	const { traffic } = stage;
	const permissions = BRAZE_KEYS[BRAZE_KEY];
	delete BRAZE_KEYS[BRAZE_KEY];
	try {
		await traffic.sendFor(PHASE_MS);
		await traffic.quiet();
		stage.show('While the key was revoked', traffic.counts());
		BRAZE_KEYS[NEW_KEY] = permissions;
		await enter(stage, 'brazeApi', { apiKey: NEW_KEY });
		await traffic.sendFor(PHASE_MS);
	} finally {
		// The next case begins with the old one.
		BRAZE_KEYS[BRAZE_KEY] = permissions;
	}
}

export const rotated: Case = {
	about: "Punchh's secret and Braze's key are changed while events come",
	play: async (stage) => {
		await stage.traffic.sendFor(PHASE_MS);
		await changeSecret(stage);
		await changeKey(stage);
		stage.show('Punchh heard', stage.traffic.heard());
		stage.expect('Punchh gives up on nothing', stage.traffic.counts().givenUp === 0);
	},
	secrets: [NEW_SECRET, NEW_KEY],
};
