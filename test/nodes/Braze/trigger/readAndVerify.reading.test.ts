import { brazeWebhookApiTest } from '../../../../nodes/Braze/trigger/credentialTest';
import { readMessage, toBrazeItem } from '../../../../nodes/Braze/trigger/readMessage';
import { BODY_TEMPLATES } from '../../../../nodes/Braze/trigger/templates';

describe('reading', () => {
	const read = (text: string, contentType = 'text/plain', query = {}) =>
		toBrazeItem(readMessage({ rawBody: Buffer.from(text), contentType, query }));
	const nothing = {
		event: null,
		external_id: null,
		braze_id: null,
		email: null,
		phone: null,
		campaign_id: null,
		campaign_name: null,
		canvas_id: null,
		canvas_name: null,
		message_id: null,
		dispatch_id: null,
	};

	test('every name that a message may use', () => {
		const body = {
			event_name: ' Win-Back ',
			user_id: 730415,
			braze_id: 'b',
			email_address: 'a@example.com',
			phone_number: '+15551230000',
			campaign_api_id: 'c',
			campaign_name: 'C',
			canvas_api_id: 'v',
			canvas_name: 'V',
			message_api_id: 'm',
			dispatch_id: 'd',
			order_id: 9007199254740993n,
			properties: { points: 3 },
		};
		const text = JSON.stringify(body, (_key, value: unknown) =>
			typeof value === 'bigint' ? 0 : value,
		).replace('"order_id":0', '"order_id":9007199254740993');
		expect(read(text)).toEqual({
			event: 'Win-Back',
			external_id: '730415',
			braze_id: 'b',
			email: 'a@example.com',
			phone: '+15551230000',
			campaign_id: 'c',
			campaign_name: 'C',
			canvas_id: 'v',
			canvas_name: 'V',
			message_id: 'm',
			dispatch_id: 'd',
			properties: { order_id: '9007199254740993', points: 3 },
			body: { ...body, order_id: '9007199254740993' },
		});
	});

	test('what a user lacks is empty text in Braze, and null here', () => {
		const body = { external_id: '', email: ' ', phone: null, properties: [] };
		expect(read(JSON.stringify(body))).toEqual({ ...nothing, properties: {}, body });
	});

	test.each([
		['external_id', 'user_id'],
		['email', 'email_address'],
		['phone', 'phone_number'],
	])('an empty %s is not filled with another field: %s is one of its own', (name, other) => {
		const item = read(JSON.stringify({ [other]: '730415', [name]: '' }));
		expect(item).toMatchObject({ [name]: null, properties: { [other]: '730415' } });
	});

	test('a field beside the one that names the same is kept', () => {
		const item = read(JSON.stringify({ external_id: 'CRM-1', user_id: 730415 }));
		expect(item).toMatchObject({ external_id: 'CRM-1', properties: { user_id: 730415 } });
	});

	test('form fields', () => {
		const item = read('external_id=a&points=3', 'application/x-www-form-urlencoded; charset=utf-8');
		expect(item).toMatchObject({ external_id: 'a', properties: { points: '3' } });
	});

	test('properties that are JSON in a text, as key-value pairs and forms have them', () => {
		const properties =
			'{ "punchh_user_id": "730415", "action": "remove", "order": 90071992547409931 }';
		const expected = { punchh_user_id: '730415', action: 'remove', order: '90071992547409931' };
		expect(read(JSON.stringify({ external_id: 'a', points: '3', properties }))).toMatchObject({
			external_id: 'a',
			properties: { points: '3', ...expected },
			body: { properties },
		});
		const form = new URLSearchParams({ external_id: 'a', properties }).toString();
		expect(read(form, 'application/x-www-form-urlencoded').properties).toEqual(expected);
	});

	test("a form whose type is spelled as on Braze's page on webhooks", () => {
		const { external_id } = read('external_id=a', 'application/x-www-form-url-encoded');
		expect(external_id).toBe('a');
	});

	test('the query, when there is no body', () => {
		expect(read(' ', '', { external_id: 'a', points: '3' })).toMatchObject({
			external_id: 'a',
			properties: { points: '3' },
		});
	});

	describe.each<[string, (text: string) => ReturnType<typeof read>]>([
		['a form', (text) => read(text, 'application/x-www-form-urlencoded')],
		['a query', (text) => read('', '', Object.fromEntries(new URLSearchParams(text)))],
	])('%s, in which nobody has escaped a plus', (_what, readText) => {
		test.each([
			['email', 'mara+test@example.com', 'mara+test@example.com'],
			['email_address', ' mara+a+b@example.com ', 'mara+a+b@example.com'],
			['external_id', 'mara+test@example.com', 'mara+test@example.com'],
			['phone', '+15551230000', '+15551230000'],
			['phone_number', '+1 (555) 123-0000', '+1 (555) 123-0000'],
			['phone', '%2B15551230000', '+15551230000'],
			['phone', '15551230000', '15551230000'],
			['external_id', 'CRM+000917', 'CRM 000917'],
			['external_id', '%20730415888', '730415888'],
		])('%s=%s', (name, text, expected) => {
			const { external_id, email, phone } = readText(`points=3&${name}=${text}`);
			expect([external_id, email, phone].filter((value) => value !== null)).toEqual([expected]);
		});

		test('elsewhere it is a space', () => {
			const item = readText('external_id=a&note=write+to+mara@example.com');
			expect(item.properties).toEqual({ note: 'write to mara@example.com' });
		});
	});

	test('a form that names somebody twice names nobody', () => {
		const text = 'external_id=a&first_name=Mara&external_id=b';
		expect(read(text, 'application/x-www-form-urlencoded')).toMatchObject({
			external_id: null,
			properties: { first_name: 'Mara' },
			body: { external_id: ['a', 'b'] },
		});
	});

	test.each([
		['a quote that was not escaped', '{"first_name": "Mara "M" Lind"}', /not valid JSON/],
		['a value that is missing', '{"points": }', /not valid JSON/],
		['text', 'hello', /not valid JSON/],
		['a list', '[1]', /not a JSON object/],
		['a number', '7', /not a JSON object/],
	])('%s is flagged, and the text kept', (_what, text, problem) => {
		expect(read(text)).toEqual({
			...nothing,
			properties: {},
			body: text,
			parse_error: expect.stringMatching(problem),
		});
	});

	describe('below a signature', () => {
		const line = `t=1,v1=${'0'.repeat(64)}\n`;

		test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json'])(
			'it is JSON, although %s says so or not: nothing signs the type',
			(type) => {
				expect(read(`${line}{"external_id":"a"}`, type, { external_id: 'b' })).toMatchObject({
					external_id: 'a',
					body: { external_id: 'a' },
				});
			},
		);

		test('what is not JSON is flagged, without its signature', () => {
			expect(read(`${line}{"a":`)).toMatchObject({
				body: '{"a":',
				parse_error: expect.any(String),
			});
		});

		test('the query never stands for what is empty there', () => {
			expect(read(line, 'text/plain', { external_id: 'b' })).toMatchObject({ external_id: null });
		});
	});

	test.each(['__proto__', 'constructor', 'toString'])('a field called %s is a field', (name) => {
		const item = read(`{"${name}": {"polluted": true}, "external_id": "a"}`);
		expect(item.external_id).toBe('a');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

describe('templates', () => {
	test.each(BODY_TEMPLATES.map(({ value, text }) => [value, text]))(
		'%s: JSON in which every tag is an escaped text',
		(_value, text) => {
			const rendered = text.replaceAll(/\{\{.+? \| json_escape\}\}/g, 'x');
			expect(rendered).not.toMatch(/\{\{|\}\}/);
			const parsed = JSON.parse(rendered) as Record<string, unknown>;
			expect(toBrazeItem({ fields: parsed as never })).toMatchObject({
				event: 'x',
				external_id: 'x',
				braze_id: 'x',
				email: 'x',
				phone: 'x',
				message_id: 'x',
				dispatch_id: 'x',
				properties: { punchh_user_id: 'x' },
			});
		},
	);

	test('tags of a Canvas stand in the template for a Canvas only', () => {
		for (const { value, text } of BODY_TEMPLATES) {
			expect({ value, hasCanvas: text.includes('canvas.') }).toEqual({
				value,
				hasCanvas: value === 'canvas',
			});
		}
	});
});

describe('credential test', () => {
	const test_ = async (data: object) =>
		(await brazeWebhookApiTest.call({} as never, { data } as never)).message;
	const header = {
		scheme: 'header',
		headerName: 'X-Webhook-Secret',
		headerSecret: 'as long as it should be',
	};

	test.each<[object, RegExp]>([
		[header, /same values\.$/],
		[
			{ ...header, headerSecret: '123456789012345' },
			/^Complete.+'Header Value' should have at least 16/,
		],
		[{ ...header, headerSecret: '1234567890123456' }, /same values\.$/],
		[{ ...header, headerSecret: '' }, /'Header Value' is empty/],
		[{ ...header, headerSecret: 'with a space ' }, /begins or ends with whitespace/],
		[{ ...header, headerName: 'X Webhook' }, /not a valid header name/],
		[
			{ scheme: 'basic', user: 'a', password: 'b' },
			/^Complete.+'Password' should have at least 16/,
		],
		[{ scheme: 'basic', user: 'a:b', password: 'b' }, /must not contain a colon/],
		[{ scheme: 'basic', user: 'a' }, /'Password' is empty/],
		[{ scheme: 'hmac', secret: 'a' }, /^Complete.+'Secret' should have at least 16/],
		[{ scheme: 'hmac' }, /'Secret' is empty/],
		[{ scheme: 'hmac', secret: "a'b" }, /'Secret' must not contain quotes/],
		[{ scheme: 'hmac', secret: 'a}}b' }, /'Secret' must not contain quotes, braces/],
	])('%j', async (data, message) => {
		expect(await test_(data)).toMatch(message);
	});
});
