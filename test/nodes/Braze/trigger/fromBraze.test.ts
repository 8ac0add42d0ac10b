import type { IDataObject } from 'n8n-workflow';

import { BODY_TEMPLATES, signed } from '../../../../nodes/Braze/trigger/templates';
import { BrazeState, type Profile } from '../../../../sandbox/braze/api/state';
import { BrazeWebhooks } from '../../../../sandbox/braze/webhooks/webhooks';
import type { MessageInput } from '../../../../sandbox/braze/webhooks/types';
import { Clock } from '../../../../sandbox/shared/clock';
import { BRAZE_WEBHOOK_HEADER } from '../../../../sandbox/braze/seed';
import type { Surroundings } from '../../../harness/servedTrigger';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

/** The trigger and what it says about Braze, against the stand-in for Braze's sender. */

/** Braze waits minutes between tries, a test that needs them a second; 90 s become 900 ms. */
const HURRIED = 100;

const SECRET = 'a-long-random-text';

interface Scheme {
	credential: IDataObject;
	/** The headers that a marketer enters in Braze. */
	headers: Record<string, string>;
	/** What becomes of the body, where the proof is in there. */
	body?: (text: string) => string;
}

const SCHEMES: Record<string, Scheme> = {
	header: {
		credential: { scheme: 'header', ...BRAZE_WEBHOOK_HEADER },
		headers: { [BRAZE_WEBHOOK_HEADER.headerName]: BRAZE_WEBHOOK_HEADER.headerSecret },
	},
	basic: {
		credential: { scheme: 'basic', user: 'braze', password: SECRET },
		headers: {
			Authorization: `{{ 'braze:${SECRET}' | base64_encode | prepend: 'Basic ' }}`,
		},
	},
	hmac: {
		credential: { scheme: 'hmac', secret: SECRET },
		headers: {},
		body: (text) => signed(text).replace('YOUR-SECRET', SECRET),
	},
};

/** A body with the proof of the scheme, if that is where it is. */
const proven = (scheme: string, body: string) => SCHEMES[scheme].body?.(body) ?? body;

const template = (wanted: string) => BODY_TEMPLATES.find(({ value }) => value === wanted)!.text;

/** Which kind of message each template is for. */
const KINDS: Array<[string, Pick<MessageInput, 'kind' | 'cause'>]> = [
	['campaign', { kind: 'campaign' }],
	['campaignAction', { kind: 'campaign', cause: 'action' }],
	['campaignApi', { kind: 'campaign', cause: 'api' }],
	['canvas', { kind: 'canvas' }],
];

let braze: BrazeWebhooks;
let trigger: ServedTrigger;
let guest: Profile;
let anonymous: Profile;
beforeEach(() => {
	braze = new BrazeWebhooks(new Clock());
	const { store } = new BrazeState();
	guest = store.create({
		external_id: 'CRM-000917',
		attributes: {
			email: 'mara@example.com',
			phone: '+15551230000',
			first_name: 'Mara "M" Lind\\',
			punchh_user_id: 730415,
		},
	});
	anonymous = store.create({ attributes: { email: 'nobody@example.com' } });
});
afterEach(async () => {
	braze.close();
	await trigger.close();
});

const serve = async (
	scheme: string,
	parameters: IDataObject = {},
	surroundings: Surroundings = {},
) => {
	trigger = await serveTrigger(
		{ authentication: 'credential', ...parameters } as never,
		{ brazeWebhookApi: SCHEMES[scheme].credential },
		{ node: 'brazeTrigger', ...surroundings },
	);
};

/** Registers a message to the trigger and has it sent. */
const send = async (
	scheme: string,
	message: Partial<MessageInput> = {},
	profiles: Profile[] = [guest],
) => {
	braze.register({
		id: 'message-of-braze',
		kind: 'canvas',
		name: 'Step "2"',
		canvasName: 'Win-Back',
		url: trigger.url,
		headers: { 'Content-Type': 'text/plain', ...SCHEMES[scheme].headers },
		body: proven(scheme, template('canvas')),
		...message,
	});
	braze.send({
		kind: message.kind ?? 'canvas',
		id: 'message-of-braze',
		dispatchId: 'dispatch-1',
		recipients: profiles.map((profile) => ({ profile, properties: { sent_by: 'pos "3"' } })),
	});
	await braze.idle();
	return braze.log;
};

const items = () => trigger.executions.flat().map(({ json }) => json);

describe.each(Object.keys(SCHEMES))('proved by %s', (scheme) => {
	test.each(KINDS)('the template %s gives a full item', async (name, kind) => {
		await serve(scheme);
		const [activity] = await send(scheme, { ...kind, body: proven(scheme, template(name)) });
		expect(activity.state).toBe('DELIVERED');
		const isCanvas = kind.kind === 'canvas';
		expect(items()).toEqual([
			{
				event: 'Step "2"',
				external_id: 'CRM-000917',
				braze_id: guest.braze_id,
				email: 'mara@example.com',
				phone: '+15551230000',
				campaign_id: isCanvas ? null : 'message-of-braze',
				campaign_name: null,
				canvas_id: isCanvas ? 'message-of-braze' : null,
				canvas_name: isCanvas ? 'Win-Back' : null,
				message_id: activity.messageApiId,
				dispatch_id: activity.dispatchId,
				properties: {
					punchh_user_id: '730415',
					...(name === 'campaign' ? {} : { sent_by: 'pos "3"' }),
				},
				body: expect.any(Object),
			},
		]);
	});

	test('a user without external ID has a null, and a proof all the same', async () => {
		await serve(scheme);
		await send(scheme, {}, [anonymous]);
		expect(items()).toMatchObject([{ external_id: null, braze_id: anonymous.braze_id }]);
	});

	test('without the proof Braze gives the message up', async () => {
		await serve(scheme);
		const headers = { 'Content-Type': 'text/plain' };
		const [activity] = await send(scheme, { headers, body: template('canvas') });
		expect(activity).toMatchObject({ state: 'FAILED', attempts: [{ status: 401 }] });
		expect(trigger.executions).toEqual([]);
	});

	test('broken JSON comes through flagged, with a proof', async () => {
		await serve(scheme);
		const broken = template('canvas').replaceAll(' | json_escape', '');
		await send(scheme, { body: proven(scheme, broken) });
		expect(items()).toMatchObject([{ parse_error: expect.any(String), external_id: null }]);
	});
});

describe.each(['header', 'basic'])('proved by %s', (scheme) => {
	test('key-value pairs come as properties', async () => {
		await serve(scheme);
		const tags = {
			external_id: '{{${user_id}}}',
			dispatch_id: '{{campaign.${dispatch_id}}}',
			message_id: '{{campaign.${message_api_id}}}',
			name: '{{${first_name}}}',
		};
		await send(scheme, { headers: SCHEMES[scheme].headers, body: undefined, keyValues: tags });
		expect(items()).toMatchObject([
			{ external_id: 'CRM-000917', properties: { name: 'Mara "M" Lind\\' } },
		]);
	});
});

test('a lost answer means a second delivery, which is dropped', async () => {
	await serve('header');
	braze.clock.scale = HURRIED;
	braze.knobs.loseReplies = 1;
	const [activity] = await send('header');
	expect(activity.attempts.length).toBeGreaterThan(1);
	expect(trigger.executions).toHaveLength(1);
});

test('users of one send who share a dispatch_id all come through', async () => {
	await serve('header');
	braze.knobs.dispatchId = 'shared';
	await send('header', {}, [guest, anonymous]);
	expect(
		items()
			.map(({ email }) => email)
			.sort(),
	).toEqual(['mara@example.com', 'nobody@example.com']);
});

test('previews share the constant dispatch_id and all come through', async () => {
	await serve('header');
	braze.knobs.dispatchId = 'unsent';
	await send('header', {}, [guest, guest]);
	expect(trigger.executions).toHaveLength(2);
});

test('broken JSON comes through flagged', async () => {
	await serve('header');
	braze.knobs.brokenJson = 1;
	const [activity] = await send('header');
	expect(activity.state).toBe('DELIVERED');
	expect(items()).toMatchObject([{ parse_error: expect.any(String), body: activity.body }]);
});

test('what n8n cannot store is sent again until it is', async () => {
	braze.clock.scale = HURRIED;
	let calls = 0;
	const handle = async () => ({ status: ++calls < 3 ? 500 : 200, saves: true });
	await serve('header', {}, { handle });
	const [activity] = await send('header');
	expect(activity.attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
	expect(trigger.executions).toHaveLength(3);
});
