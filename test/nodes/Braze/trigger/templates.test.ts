import fc from 'fast-check';

import { readMessage, toBrazeItem } from '../../../../nodes/Braze/trigger/readMessage';
import { BODY_TEMPLATES, signed } from '../../../../nodes/Braze/trigger/templates';
import { verifyCall } from '../../../../nodes/Braze/trigger/verifyCall';
import { compile, render, type Scope } from '../../../../sandbox/braze/webhooks/liquid';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';

const RUNS = { seed: fuzzSeed(), numRuns: fuzzRuns(40, 10_000) };

/** What Braze's pages on tags and filters know, and its own samples of signatures use. */
const KNOWN_TO_BRAZE = {
	tags: ['assign', 'capture', 'endcapture'],
	filters: ['date', 'hmac_sha256_hex', 'json_escape'],
	names: [
		'${user_id}',
		'${braze_id}',
		'${email_address}',
		'${phone_number}',
		'campaign.${name}',
		'campaign.${api_id}',
		'campaign.${message_api_id}',
		'campaign.${dispatch_id}',
		'canvas.${name}',
		'canvas.${api_id}',
		'custom_attribute.${punchh_user_id}',
		'event_properties.${sent_by}',
		'api_trigger_properties.${sent_by}',
		'context.${sent_by}',
	],
};

const all = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([, found]) => found);

/** Each template as it is, and with a signature. */
const TEMPLATES = BODY_TEMPLATES.flatMap(({ value, text }) => [
	[value, text],
	[`${value}, signed`, signed(text)],
]);

test.each(TEMPLATES)('%s: has only what Braze documents', (_name, template) => {
	const { tags, filters, names } = KNOWN_TO_BRAZE;
	for (const tag of all(template, /\{%\s*(\w+)/g)) expect(tags).toContain(tag);
	for (const filter of all(template, /(?<!\}\})\|\s*(\w+)/g)) expect(filters).toContain(filter);
	const used = all(template, /((?:\w+\.)?\$\{[^}]*\})/g);
	expect(used.length).toBeGreaterThan(2);
	for (const name of used) expect(names).toContain(name);
	// Three braces break Braze's tags.
	expect(template.replaceAll(/\$\{[^}]*\}/g, 'name')).not.toMatch(/\{\{\{|\}\}\}/);
});

/** Texts with everything that breaks JSON or Liquid when it is not escaped. */
const UNPLEASANT = [...'"\\\n\r\t{}%$|:,\'<>/\u2028\u0000', '{{', '}}', '%}', 'é', '😀'];
const anyText = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom(...UNPLEASANT), minLength: 1, maxLength: 12 }),
);

const values = fc.record({
	name: anyText,
	user_id: anyText,
	email: anyText,
	punchh_user_id: fc.oneof(anyText, fc.integer()),
	sent_by: anyText,
	dispatch_id: anyText,
});

const scopeOf = (given: Record<string, unknown>): Scope => ({
	user: {
		user_id: given.user_id,
		braze_id: 'b',
		email_address: given.email,
		phone_number: undefined,
	},
	campaign: {
		name: given.name,
		api_id: 'c',
		message_api_id: 'm',
		dispatch_id: given.dispatch_id,
	},
	canvas: { name: given.name, api_id: 'v' },
	custom_attribute: { punchh_user_id: given.punchh_user_id },
	event_properties: { sent_by: given.sent_by },
	api_trigger_properties: { sent_by: given.sent_by },
	context: { sent_by: given.sent_by },
});

const rendered = (template: string, scope: Scope) => {
	const result = render(compile(template), scope);
	if ('aborted' in result) throw new Error(result.aborted);
	return result.text;
};

const read = (template: string, scope: Scope) => {
	const rawBody = Buffer.from(rendered(template, scope));
	return readMessage({ rawBody, contentType: 'text/plain', query: {} });
};

test.each(TEMPLATES)(
	'%s: whatever stands on a profile, the body is JSON and says just that',
	(name, template) => {
		fc.assert(
			fc.property(values, (given) => {
				const message = read(template, scopeOf(given));
				expect(message).not.toHaveProperty('problem');
				const { body, properties } = toBrazeItem(message);
				expect(body).toMatchObject({
					event: given.name,
					external_id: given.user_id,
					email: given.email,
					phone: '',
					dispatch_id: given.dispatch_id,
				});
				expect(properties).toEqual({
					punchh_user_id: String(given.punchh_user_id),
					...(name.split(',')[0] === 'campaign' ? {} : { sent_by: given.sent_by }),
				});
			}),
			RUNS,
		);
	},
);

test.each(BODY_TEMPLATES.map(({ value, text }) => [value, text]))(
	'%s: whatever stands on a profile, the signature that Liquid makes is that of the message',
	async (_name, text) => {
		const credentials = { scheme: 'hmac', secret: 's3cret', windowMinutes: 5 } as const;
		const template = signed(text).replace('YOUR-SECRET', credentials.secret);
		const verify = async (body: string) =>
			await verifyCall(credentials, {
				headers: {},
				takeBody: async () => Buffer.from(body),
				nowMs: Date.now(),
			});
		await fc.assert(
			fc.asyncProperty(values, fc.nat(), async (given, at) => {
				const body = rendered(template, scopeOf(given));
				expect(await verify(body)).toBeUndefined();
				const message = body.indexOf('\n') + 1;
				const place = message + (at % (body.length - message));
				const changed = `${body.slice(0, place)}~${body.slice(place)}`;
				expect(await verify(changed)).toBe('wrong proof');
			}),
			RUNS,
		);
	},
);
