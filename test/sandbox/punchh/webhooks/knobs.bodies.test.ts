import { createHmac } from 'node:crypto';
import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import { HMAC_CHOICES } from '../../../../sandbox/punchh/webhooks/auth';
import { freshEventOf } from '../../../../sandbox/punchh/webhooks/events';
import type { PunchhWebhookKnobs } from '../../../../sandbox/punchh/webhooks/knobs';
import type { Json } from '../../http';
import { bodies, prepare, receiver, webhooks } from './knobs.setup';

describe('HMAC', () => {
	const [encodings, uris, prefixes] = Object.values(HMAC_CHOICES);
	const ENCODINGS: Record<string, (hex: string) => string> = {
		hex: (hex) => hex,
		hexUpper: (hex) => hex.toUpperCase(),
		base64: (hex) => Buffer.from(hex, 'hex').toString('base64'),
		base64url: (hex) => Buffer.from(hex, 'hex').toString('base64url'),
	};
	const URIS: Record<string, () => string> = {
		pathAndQuery: () => '/webhook/punchh?brand=1',
		path: () => '/webhook/punchh',
		url: () => `${receiver.origin}/webhook/punchh?brand=1`,
	};
	const PREFIXES: Record<string, (value: string) => string> = {
		'hmac {value}': (value) => `hmac ${value}`,
		'hmac {hash}={value}': (value) => `hmac sha1=${value}`,
		'hmac {hash}:{value}': (value) => `hmac sha1:${value}`,
		'hmac {hash} {value}': (value) => `hmac sha1 ${value}`,
		'{hash}={value}': (value) => `sha1=${value}`,
		'{value}': (value) => value,
	};
	const forms = encodings.flatMap((hmacEncoding) =>
		uris.flatMap((hmacUri) =>
			prefixes.map((hmacPrefix) => ({ hmacEncoding, hmacUri, hmacPrefix })),
		),
	);

	test.each(forms)('$hmacEncoding over $hmacUri as $hmacPrefix', async (form) => {
		await prepare(form as Partial<PunchhWebhookKnobs>, { authentication: 'hmacSha1' });
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		const [{ headers, body }] = receiver.received;
		const hex = createHmac('sha1', WEBHOOK_SECRETS.secret)
			.update(URIS[form.hmacUri]() + body)
			.digest('hex');
		const value = ENCODINGS[form.hmacEncoding](hex);
		expect(headers.authorization).toBe(PREFIXES[form.hmacPrefix](value));
	});
});

describe('the body', () => {
	test.each<[PunchhWebhookKnobs['timestampUnit'], number, number]>([
		['documented', 13, 10],
		['s', 10, 10],
		['ms', 13, 13],
	])('timestamps in %s', async (timestampUnit, ofGuest, ofReward) => {
		await prepare({ timestampUnit, connections: 1 });
		webhooks.publish(freshEventOf('guest'));
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		const digits = bodies().map(({ timestamp }) => String(timestamp).length);
		expect(digits).toEqual([ofGuest, ofReward]);
	});

	test.each<[PunchhWebhookKnobs['eventName'], string]>([
		['clean', 'transactional_notifications'],
		['leadingBlank', ' transactional_notifications'],
		['shortened', '_notifications'],
	])('names of transactional notifications: %s', async (eventName, name) => {
		await prepare({ eventName, connections: 1 });
		webhooks.publish(freshEventOf('transactional_notification'));
		webhooks.publish(freshEventOf('marketing_notification'));
		await webhooks.idle();
		const names = bodies().map(({ event_name: sent }) => sent);
		expect(names).toEqual([name, 'marketing_notifications']);
	});

	test.each<[PunchhWebhookKnobs['checkinAction'], string[]]>([
		['documented', ['create', 'create', 'create']],
		['origin', ['Mobile', 'console', 'create']],
	])('the action of check-ins: %s', async (checkinAction, actions) => {
		await prepare({ checkinAction, connections: 1 });
		webhooks.publish(freshEventOf('loyalty_checkin'));
		webhooks.publish(freshEventOf('gift_checkin'));
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		expect(bodies().map(({ action }) => action)).toEqual(actions);
	});

	test('without the guest inside', async () => {
		await prepare({ nestedUser: 'missing', connections: 1 });
		webhooks.publish(freshEventOf('reward'));
		webhooks.publish(freshEventOf('guest'));
		await webhooks.idle();
		const [reward, guest] = bodies();
		expect(reward.payload).not.toHaveProperty('user');
		expect(reward.payload).toHaveProperty('reward_id');
		expect(guest).toMatchObject({ payload: { email: expect.any(String) } });
	});

	test.each<[PunchhWebhookKnobs['nestedExternalId'], unknown[]]>([
		['asSampled', [undefined, 'CRM-000917']],
		['sent', ['crm-now', 'crm-now']],
		['missing', [undefined, undefined]],
	])('the external ID of the guest in other events: %s', async (nestedExternalId, wanted) => {
		await prepare({ nestedExternalId, connections: 1 });
		webhooks.externalIdOf = (id) => (id === 730415 ? 'crm-now' : undefined);
		webhooks.publish(freshEventOf('loyalty_checkin'));
		// Its guest stands in the payload itself.
		webhooks.publish(freshEventOf('transactional_notification:reset_password_instruction'));
		webhooks.publish(freshEventOf('guest'));
		await webhooks.idle();
		const [checkin, flat, guest] = bodies().map(({ payload }) => payload as Json);
		expect([(checkin.user as Json).external_source_id, flat.external_source_id]).toEqual(wanted);
		expect(checkin).not.toHaveProperty('external_source_id');
		expect(guest.external_source_id).toBe('CRM-000917');
	});

	test('a guest without external ID has null where it is always sent', async () => {
		await prepare({ nestedExternalId: 'sent' });
		webhooks.publish(freshEventOf('loyalty_checkin'));
		await webhooks.idle();
		expect(bodies()).toMatchObject([{ payload: { user: { external_source_id: null } } }]);
	});

	describe('as ActiveSupport writes JSON', () => {
		/** The text of an event with this payload. */
		async function written(payload: Json, json: PunchhWebhookKnobs['json']): Promise<string> {
			await prepare({ json });
			webhooks.publish({ ...freshEventOf('reward'), payload });
			await webhooks.idle();
			return receiver.received[0].body;
		}

		test.each<[string, Json, string]>([
			['markup', { name: 'Ham & <b>' }, '"name":"Ham \\u0026 \\u003cb\\u003e"'],
			['line separators', { name: '\u2028 \u2029' }, '"name":"\\u2028 \\u2029"'],
			['an exact decimal', { receipt_amount: 12.5 }, '"receipt_amount":"12.5"'],
			['a whole one', { receipt_amount: 12 }, '"receipt_amount":"12.0"'],
			['a whole float', { net_balance: 12 }, '"net_balance":12.0'],
			['a time', { created_at: '2026-03-14T16:20:11Z' }, '"created_at":"2026-03-14T16:20:11.000Z"'],
			[
				'a time with an offset',
				{ at: '2026-03-14T12:20:11-04:00' },
				'"at":"2026-03-14T12:20:11.000-04:00"',
			],
			['a day', { birthday: '1991-06-23' }, '"birthday":"1991-06-23"'],
			['an ID', { reward_id: 31300917742 }, '"reward_id":31300917742'],
			['inside lists', { menu_items: [{ item_amount: 5.25 }] }, '[{"item_amount":"5.25"}]'],
		])('%s', async (_name, payload, text) => {
			const body = await written(payload, 'activeSupport');
			expect(body).toContain(text);
			expect(JSON.parse(body)).toHaveProperty('payload');
		});

		test('and not unless it is asked for', async () => {
			const payload = { name: 'Ham & eggs', receipt_amount: 12.5, at: '2026-03-14T16:20:11Z' };
			const body = await written(payload, 'asSampled');
			expect(body).toContain(JSON.stringify(payload));
		});
	});

	test('of a kind that nobody knows', async () => {
		await prepare({ unknownKinds: 0.5 });
		for (let index = 0; index < 100; index++) {
			webhooks.publish(freshEventOf('marketing_notification:recall_campaign'));
		}
		await webhooks.idle();
		const unknown = bodies().filter(({ event_type: type }) => type !== 'recall_campaign');
		expect(unknown.length).toBeGreaterThan(25);
		expect(unknown.length).toBeLessThan(75);
		expect(new Set(unknown.map(({ event_type: type }) => type))).toEqual(
			new Set(['sandbox_unknown_kind']),
		);
	});

	test('whole amounts keep their decimal: what is signed is not what JSON.parse makes of it', async () => {
		await prepare();
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		expect(receiver.received[0].body).toContain('"net_balance":185.0,');
		expect(receiver.received[0].body).toContain('"loyalty_points":185,');
	});
});
