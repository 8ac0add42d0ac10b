import { BrazeState, type Json } from '../../../../sandbox/braze/api/state';
import { compile, render } from '../../../../sandbox/braze/webhooks/liquid';
import { scopeOf } from '../../../../sandbox/braze/webhooks/scope';
import type { BrazeMessage } from '../../../../sandbox/braze/webhooks/types';

const profile = new BrazeState().store.create({
	external_id: 'guest-1',
	attributes: {
		email: 'mara.lind@example.com',
		phone: '+15550142001',
		first_name: 'Mara "Mo"',
		time_zone: 'America/New_York',
		points_balance: 185.5,
		'favourite store': 'Harbor\nEast',
		stores: [202, 234],
		balance: { loyalty: { points: 7 } },
	},
});

const CAMPAIGN: BrazeMessage = {
	id: 'campaign-1',
	kind: 'campaign',
	name: 'Win Back',
	url: '',
	messageApiId: 'message-1',
};
const STEP: BrazeMessage = {
	id: 'canvas-1',
	kind: 'canvas',
	name: 'Add to Segment',
	canvasName: 'Lapsed',
	url: '',
	messageApiId: 'message-2',
};

function fill(template: string, message = CAMPAIGN, properties: Json = {}): string {
	const occasion = { profile, properties, dispatchId: 'dispatch-1', identified: true };
	const rendered = render(compile(template), scopeOf(message, occasion));
	return 'text' in rendered ? rendered.text : `aborted: ${rendered.aborted}`;
}

test.each<[string, string]>([
	['{{${user_id}}}', 'guest-1'],
	['{{ ${user_id} }}', 'guest-1'],
	['{{${braze_id}}}', profile.braze_id],
	['{{${email_address}}}', 'mara.lind@example.com'],
	['{{${phone_number}}}', '+15550142001'],
	['{{${time_zone}}}', 'America/New_York'],
	['{{${last_name}}}', ''],
	["{{${last_name} | default: 'Guest'}}", 'Guest'],
	['{{${first_name} | json_escape}}', 'Mara \\"Mo\\"'],
	['{{custom_attribute.${points_balance}}}', '185.5'],
	['{{custom_attribute.${favourite store} | json_escape}}', 'Harbor\\nEast'],
	['{{custom_attribute.${stores} | as_json_string}}', '[202,234]'],
	['{{custom_attribute.${balance} | as_json_string}}', '{"loyalty":{"points":7}}'],
	['{{custom_attribute.${balance}.loyalty.points}}', '7'],
	['{{custom_attribute.${balance}[0]}}', ''],
	['{{custom_attribute.${no_such}}}', ''],
	['{{custom_attribute.${no_such} | json_escape}}', ''],
	['{{custom_attribute.${no_such} | as_json_string}}', 'null'],
	['{{campaign.${api_id}}}', 'campaign-1'],
	['{{campaign.${name}}}', 'Win Back'],
	['{{campaign.${message_name}}}', 'Win Back'],
	['{{campaign.${message_api_id}}}', 'message-1'],
	['{{campaign.${dispatch_id}}}', 'dispatch-1'],
	['{{canvas.${name}}}', ''],
	["{{'2026-03-14T16:22:00Z' | date: '%Y'}}", '2026'],
	["{{'hey' | md5}}", '6057f13c496ecf7fd777ceb9e79ae285'],
	["{{'hey' | base64_encode}}", 'aGV5'],
	[
		"{{'hey' | hmac_sha256_hex: 'secret_key'}}",
		'8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e',
	],
	[
		"{{'hey' | hmac_sha256_base64: 'secret_key'}}",
		Buffer.from('8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e', 'hex').toString(
			'base64',
		),
	],
	["{{campaign.${dispatch_id} | append: '.' | append: ${user_id}}}", 'dispatch-1.guest-1'],
	['{% if custom_attribute.${points_balance} > 100 %}rich{% else %}poor{% endif %}', 'rich'],
	['{% assign who = ${user_id} %}{{who | upcase}}', 'GUEST-1'],
	['no tag: ${user_id} } {', 'no tag: ${user_id} } {'],
	// With three braces one stays, and breaks the JSON around it.
	['{{{${user_id}}}}', 'guest-1}'],
	["{% abort_message('no store') %}", 'aborted: no store'],
	['{% abort_message() %}', 'aborted: {% abort_message %} called'],
	["{% if ${last_name} == blank %}{% abort_message('nobody') %}{% endif %}", 'aborted: nobody'],
])('%s', (template, text) => {
	expect(fill(template)).toBe(text);
});

test('HMAC with SHA-1 (RFC 2202, case 2)', () => {
	const template = "{{'what do ya want for nothing?' | hmac_sha1_hex: 'Jefe'}}";
	expect(fill(template)).toBe('effcdf6ae5eb2fa2d27416d5f184df9c259a7c79');
});

test.each<[string, string, BrazeMessage]>([
	['an API campaign', '{{api_trigger_properties.${checkin_id}}}', CAMPAIGN],
	['an action-based one', '{{event_properties.${checkin_id}}}', { ...CAMPAIGN, cause: 'action' }],
	['a Canvas', '{{context.${checkin_id}}}', STEP],
	['a Canvas, by the old name', '{{canvas_entry_properties.${checkin_id}}}', STEP],
])('the properties of what caused it: %s', (_name, template, message) => {
	expect(fill(template, message, { checkin_id: 11_300_918_004 })).toBe('11300918004');
});

test.each<[string, string]>([
	['{{canvas.${name}}}', 'Lapsed'],
	['{{canvas.${api_id}}}', 'canvas-1'],
	['{{canvas.${variant_name}}}', 'Variant 1'],
	['{{campaign.${name}}}', 'Add to Segment'],
	['{{campaign.${api_id}}}', ''],
])('inside a Canvas: %s', (template, text) => {
	expect(fill(template, STEP)).toBe(text);
});

test.each([
	['a range without end', '{% for i in (1..1000000000) %}x{% endfor %}'],
	['loops in loops', `${'{% for i in (1..1000) %}'.repeat(4)}{{ i }}${'{% endfor %}'.repeat(4)}`],
	[
		'a text that doubles',
		"{% assign a = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}",
	],
])('%s ends in an abort', (_name, template) => {
	expect(fill(template)).toMatch(/^aborted: /);
});

test.each([
	['openings', '{{'.repeat(90_000)],
	['names', `{{${'${'.repeat(90_000)}`],
	['captures in captures', '{%- capture x -%}'.repeat(5_000)],
	['text', 'x'.repeat(200_001)],
])('too many %s are refused at once', (_name, template) => {
	expect(() => compile(template)).toThrow(/./);
});

test.each<[string, RegExp]>([
	['{{ ${user_id} | no_such_filter }}', /undefined filter no_such_filter/],
	['{% if %}', /./],
	['{% no_such %}', /Unknown tag/],
])('not Liquid: %s', (template, message) => {
	expect(() => compile(template)).toThrow(message);
});
