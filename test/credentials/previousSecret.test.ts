/** While a secret is changed, the sender and n8n do not get the new one at the same moment. */
import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { brazeWebhookApiTest } from '../../nodes/Braze/trigger/credentialTest';
import { punchhWebhookApiTest } from '../../nodes/Punchh/trigger/credentialTest';
import { authHeaders, type AuthScheme } from '../../sandbox/punchh/webhooks/auth';
import { readSample } from '../../sandbox/punchh/webhooks/events';
import { serveTrigger, type ServedTrigger } from '../harness/serveTrigger';

const OLD = 'the-secret-until-now';
const NEW = 'the-secret-from-now-on';

interface Scheme {
	node: 'punchhTrigger' | 'brazeTrigger';
	/** What the node says beside its authentication. */
	parameters: IDataObject;
	/** The credential with a secret. */
	holding: (secret: string) => IDataObject;
	/** A call that proves that its sender knows a secret. */
	call: (url: string, secret: string) => { headers: Record<string, string>; body: string };
	test: typeof punchhWebhookApiTest;
}

const EVENT = JSON.stringify(readSample('reward-signup-campaign'));

function punchh(scheme: Exclude<AuthScheme, 'none'>): Scheme {
	const secrets = (secret: string) => ({
		...{ user: 'punchh', password: secret, token: secret, secret, clientKey: 'n8n' },
	});
	return {
		node: 'punchhTrigger',
		parameters: { events: ['reward'], options: { dropDuplicates: false } },
		holding: (secret) => ({ scheme, ...secrets(secret) }),
		call: (url, secret) => ({
			headers: authHeaders(scheme, url, EVENT, secrets(secret)),
			body: EVENT,
		}),
		test: punchhWebhookApiTest,
	};
}

const MESSAGE = '{"event":"Win-Back step 2","external_id":"CRM-000917"}';

/** The body that Braze's template with a signature renders. */
function signed(secret: string): string {
	const seconds = Math.floor(Date.now() / 1_000);
	const digest = createHmac('sha256', secret).update(`${seconds}.${MESSAGE}`).digest('hex');
	return `t=${seconds},v1=${digest}\n${MESSAGE}`;
}

function braze(credential: (secret: string) => IDataObject, call: Scheme['call']): Scheme {
	return {
		node: 'brazeTrigger',
		parameters: { options: { dropDuplicates: false } },
		holding: credential,
		call,
		test: brazeWebhookApiTest,
	};
}

const SCHEMES: Record<string, Scheme> = {
	'Punchh, Basic': punchh('basic'),
	'Punchh, Bearer': punchh('bearer'),
	'Punchh, HMAC SHA-1': punchh('hmacSha1'),
	'Punchh, HMAC SHA-256': punchh('hmacSha256'),
	'Braze, Secret Header': braze(
		(headerSecret) => ({ scheme: 'header', headerName: 'X-Secret', headerSecret }),
		(_url, secret) => ({ headers: { 'X-Secret': secret }, body: MESSAGE }),
	),
	'Braze, Basic': braze(
		(password) => ({ scheme: 'basic', user: 'braze', password }),
		(_url, secret) => ({
			headers: { authorization: `Basic ${btoa(`braze:${secret}`)}` },
			body: MESSAGE,
		}),
	),
	'Braze, Signature': braze(
		(secret) => ({ scheme: 'hmac', secret, windowMinutes: 60 }),
		(_url, secret) => ({ headers: {}, body: signed(secret) }),
	),
};

describe.each(Object.keys(SCHEMES))('%s', (name) => {
	const { node, parameters, holding, call, test: press } = SCHEMES[name];
	const type = node === 'punchhTrigger' ? 'punchhWebhookApi' : 'brazeWebhookApi';
	let trigger: ServedTrigger;
	afterEach(async () => await trigger?.close());

	const answers = async (credential: IDataObject) => {
		const all = { authentication: 'credential', ...parameters };
		trigger = await serveTrigger(all as never, { [type]: credential }, { node });
		const statuses: number[] = [];
		for (const secret of [OLD, NEW, 'a-forged-secret']) {
			const { headers, body } = call(trigger.url, secret);
			const answer = await fetch(trigger.url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', ...headers },
				body,
			});
			statuses.push(answer.status);
		}
		return statuses;
	};

	test('the previous secret is accepted beside the new one, and nothing else is', async () => {
		expect(await answers({ ...holding(NEW), previousSecret: OLD })).toEqual([200, 200, 401]);
	});

	test('without a previous one only the secret counts', async () => {
		expect(await answers({ ...holding(NEW), previousSecret: '' })).toEqual([401, 200, 401]);
	});

	test('a previous one alone is no credential', async () => {
		expect(await answers({ ...holding(''), previousSecret: OLD })).toEqual([401, 401, 401]);
	});

	test('the test button says that it begins or ends with whitespace', async () => {
		const pressed = async (previousSecret: string) =>
			await press.call({} as never, { data: { ...holding(NEW), previousSecret } } as never);
		expect(await pressed(OLD)).toMatchObject({ status: 'OK' });
		expect(await pressed(`${OLD} `)).toEqual({
			status: 'Error',
			message: "'Previous Secret' begins or ends with whitespace",
		});
	});
});
