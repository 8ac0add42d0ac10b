import fc from 'fast-check';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { ENDPOINTS } from '../../../../sandbox/braze/api/endpoints';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../../../sandbox/braze/seed';
import { BRAZE_EXPORT_KEY, BRAZE_KEY, BRAZE_TRACK_KEY } from '../../../../sandbox/braze/seed';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { call, callBraze, type Json } from '../../http';

/** Every endpoint meets bad input of every kind, and answers it. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const names = ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
const rowOf = (name: string) => ENDPOINTS[names.indexOf(name)];
const fill = (path: string) => path.replace(':catalog', 'menu_items').replace(':item', 'tea');

/** Names that Braze knows, and those that trip JavaScript up. */
const key = fc.constantFrom(
	...['external_id', 'external_ids', 'user_alias', 'user_aliases', 'alias_name', 'alias_label'],
	...[
		'braze_id',
		'braze_ids',
		'email',
		'phone',
		'attributes',
		'events',
		'purchases',
		'name',
		'time',
	],
	...[
		'properties',
		'product_id',
		'currency',
		'price',
		'quantity',
		'push_tokens',
		'token',
		'app_id',
	],
	...['subscription_groups', 'subscription_group_id', 'subscription_state', 'current_location'],
	...['_merge_objects', '_update_existing_only', 'push_token_import', 'inc', 'add', 'remove'],
	...['$add', '$remove', '$update', '$new_object', '$identifier_key', '$identifier_value', '$time'],
	...['aliases_to_identify', 'emails_to_identify', 'phone_numbers_to_identify', 'merge_behavior'],
	...['alias_updates', 'merge_updates', 'identifier_to_merge', 'identifier_to_keep'],
	...['prioritization', 'email_addresses', 'phone_numbers', 'fields_to_export', 'device_id'],
	...['external_id_renames', 'current_external_id', 'new_external_id', 'email_address'],
	...[
		'campaign_id',
		'canvas_id',
		'recipients',
		'external_user_id',
		'trigger_properties',
		'context',
	],
	...['broadcast', 'messages', 'catalogs', 'items', 'fields', 'id', 'type', 'description'],
	...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'custom', ''],
);
const word = fc.constantFrom<unknown>(
	...['a', '', 'a@example.com', '+15550142001', 'subscribed', 'identified', 'string', 'never'],
	...[
		'2026-03-14T16:20:11Z',
		'9999-99-99',
		'+275760-09-13',
		'USD',
		'__proto__',
		'\u0000',
		'\ud800',
	],
	...[BRAZE_CAMPAIGNS[0].id, BRAZE_CANVASES[0].id, BRAZE_SUBSCRIPTION_GROUPS[0].id],
	...[0, -1, 1e308, 75, null, true, false],
	'x'.repeat(300),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 6, withCrossShrink: true },
		word,
		fc.array(tie('value'), { maxLength: 4 }),
		fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map(bare),
	),
}));

/** Assignment would lose a field called `__proto__`. */
function bare(entries: Array<[string, unknown]>): Json {
	const object = Object.create(null) as Json;
	for (const [name, one] of entries) object[name] = one;
	return object;
}

test.each(names.filter((name) => rowOf(name).reads === 'body'))(
	'%s answers any body with a plain answer',
	async (name) => {
		const { method, path } = rowOf(name);
		const body = fc.array(fc.tuple(key, value), { maxLength: 6 }).map(bare);
		await fc.assert(
			fc.asyncProperty(fc.oneof(body, value), async (sent) => {
				const text = JSON.stringify(sent);
				const { status, body: answer } = await callBraze(
					sandbox.brazeUrl,
					method,
					fill(path),
					text,
				);
				expect(status).toBeLessThan(500);
				expect(answer).toEqual(expect.any(Object));
				if (status < 400) return;
				expect((answer as Json).message).toEqual(expect.any(String));
				// That is how a fault of the stand-in itself would show.
				expect((answer as Json).message).not.toBe('Bad Request');
			}),
			{
				seed: fuzzSeed(),
				numRuns: path === '/users/track' ? fuzzRuns(60, 6_000) : fuzzRuns(6, 600),
			},
		);
		const { status } = await call('GET', `${sandbox.controlUrl}/state`);
		expect(status).toBe(200);
	},
);

test.each(names.filter((name) => rowOf(name).reads === 'query'))(
	'%s answers any query with a plain answer',
	async (name) => {
		const part = fc.tuple(
			fc.constantFrom(
				...['page', 'limit', 'offset', 'email', 'email[]', 'phone', 'external_id[]', '__proto__'],
				...['start_date', 'end_date', 'sort_direction', 'include_archived', 'last_edit.time[gt]'],
				'subscription_group_id',
			),
			fc.constantFrom('', '0', '-1', '1e9', 'x', 'a@example.com', '2026-01-01', 'true', '+1555014'),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
				const query = new URLSearchParams(parts).toString();
				const url = `${rowOf(name).path}?${query}`;
				const { status, body } = await callBraze(sandbox.brazeUrl, 'GET', url);
				expect(status).toBeLessThan(500);
				expect((body as Json).message).toEqual(expect.any(String));
				expect((body as Json).message).not.toBe('Bad Request');
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(6, 600) },
		);
	},
);

const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;

test.each(names.filter((name) => rowOf(name).reads === 'body'))(
	'%s refuses what is no JSON',
	async (name) => {
		const { method, path } = rowOf(name);
		for (const text of ['', '{', '{"a":1,}', "{'a':1}", '{} {}', '\u{feff}{}', deep]) {
			const { status, body } = await callBraze(sandbox.brazeUrl, method, fill(path), text);
			expect([status, body]).toEqual([
				400,
				{ message: 'Error while parsing request body. Please check your syntax.' },
			]);
		}
		const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'Content-Type': 'text/plain' };
		const wrongType = await call(method, sandbox.brazeUrl + fill(path), headers, '{}');
		expect(wrongType).toMatchObject({ status: 415, body: { message: 'Unsupported Media Type' } });
	},
);

test('bytes that are no UTF-8 are no JSON', async () => {
	const text = Buffer.from('{"attributes":[{"external_id":"caf\xe9"}]}', 'latin1');
	const response = await fetch(`${sandbox.brazeUrl}/users/track`, {
		method: 'POST',
		headers: { authorization: `Bearer ${BRAZE_KEY}`, 'Content-Type': 'application/json' },
		body: text,
	});
	expect(response.status).toBe(400);
	expect(sandbox.braze.profiles).toEqual([]);
});

/** Section 3 of the reference: endpoints with their permissions; `items` stands for one and many. */
const DOCUMENTED: Record<string, string[]> = {
	'users.track': ['POST /users/track'],
	'users.identify': ['POST /users/identify'],
	'users.alias.new': ['POST /users/alias/new'],
	'users.alias.update': ['POST /users/alias/update'],
	'users.merge': ['POST /users/merge'],
	'users.delete': ['POST /users/delete'],
	'users.export.ids': ['POST /users/export/ids'],
	'users.external_ids.rename': ['POST /users/external_ids/rename'],
	'users.external_ids.remove': ['POST /users/external_ids/remove'],
	'subscription.status.set': ['POST /subscription/status/set', 'POST /v2/subscription/status/set'],
	'subscription.groups.get': ['GET /subscription/user/status'],
	'subscription.status.get': ['GET /subscription/status/get'],
	'messages.send': ['POST /messages/send'],
	'campaigns.trigger.send': ['POST /campaigns/trigger/send'],
	'canvas.trigger.send': ['POST /canvas/trigger/send'],
	'sends.id.create': ['POST /sends/id/create'],
	'campaigns.list': ['GET /campaigns/list'],
	'canvas.list': ['GET /canvas/list'],
	'segments.list': ['GET /segments/list'],
	'events.list': ['GET /events/list'],
	'email.status': ['POST /email/status'],
	'email.blacklist': ['POST /email/blocklist', 'POST /email/blacklist'],
	'catalogs.create': ['POST /catalogs'],
	'catalogs.add_items': ['POST /catalogs/:catalog/items'],
	'catalogs.update_items': ['PATCH /catalogs/:catalog/items'],
	'catalogs.replace_items': ['PUT /catalogs/:catalog/items'],
	'catalogs.delete_items': ['DELETE /catalogs/:catalog/items'],
};

/** Those for which the reference names no permission. */
const WITHOUT_PERMISSION = [
	'POST /email/bounce/remove',
	'POST /email/spam/remove',
	'GET /email/unsubscribes',
	'GET /email/hard_bounces',
	'GET /catalogs',
	'DELETE /catalogs/:catalog',
	...['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].map(
		(method) => `${method} /catalogs/:catalog/items/:item`,
	),
];

test('every documented endpoint is there, with its permission', () => {
	for (const [permission, endpoints] of Object.entries(DOCUMENTED)) {
		for (const name of endpoints)
			expect([name, rowOf(name)?.permission]).toEqual([name, permission]);
	}
	const documented = [...Object.values(DOCUMENTED).flat(), ...WITHOUT_PERMISSION];
	const beyond = ['GET /catalogs/:catalog/items'];
	expect([...names].sort()).toEqual([...documented, ...beyond].sort());
});

test.each(names)('%s wants a key with its permission', async (name) => {
	const { method, path, permission } = rowOf(name);
	const ask = async (own?: string) =>
		await callBraze(sandbox.brazeUrl, method, fill(path), method === 'GET' ? undefined : {}, own);
	const echoed = await ask('mistyped-key');
	expect([echoed.status, echoed.body]).toEqual([401, { message: 'Invalid API key: mistyped-key' }]);
	const limited = permission === 'users.track' ? BRAZE_EXPORT_KEY : BRAZE_TRACK_KEY;
	const denied = await ask(limited);
	expect([denied.status, denied.body]).toEqual([403, { message: 'Access Denied' }]);
	expect([401, 403]).not.toContain((await ask()).status);

	const slash = await callBraze(sandbox.brazeUrl, method, `${fill(path)}/`);
	expect([slash.status, slash.body]).toEqual([404, { message: 'Invalid URL' }]);
});
