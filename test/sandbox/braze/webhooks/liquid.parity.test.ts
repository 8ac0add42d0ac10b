import { render, compile } from '../../../../sandbox/braze/webhooks/liquid';
import { FILTERS } from '../../../../sandbox/braze/webhooks/liquid/filters';
import { atZone } from '../../../harness/atZone';
import { ALL_BY_HAND } from '../../../parity/liquid/byHand';
import byHand from '../../../parity/liquid/byHand.json';
import { DATA } from '../../../parity/liquid/data';
import { ourText } from '../../../parity/liquid/ours';
import { ourTemplates } from '../../../parity/liquid/templates';

/** What Ruby's Liquid 5.4.0 with Rails made of each; `npm run parity` writes it. */
const RUBY = byHand as Array<[template: string, result: string | { error: string }]>;

test('the table is of the templates by hand', () => {
	expect(RUBY.map(([template]) => template)).toEqual(ALL_BY_HAND);
	expect(RUBY.length).toBeGreaterThanOrEqual(300);
});

test.each(RUBY)('as Ruby: %s', (template, result) => {
	expect(ourText(template, DATA)).toEqual(result);
});

test.each([
	['America/Los_Angeles', 420],
	['Pacific/Auckland', -720],
])('nothing depends on the zone of the machine: %s', async (zone, minutes) => {
	const all = await atZone(zone, async () => {
		const { ourText: text } = await import('../../../parity/liquid/ours');
		expect(new Date('2026-07-01').getTimezoneOffset()).toBe(minutes);
		return RUBY.map(([template]) => text(template, DATA));
	});
	expect(all).toEqual(RUBY.map(([, result]) => result));
});

/** Of Braze's pages "Filters" and "Advanced filters", with hmac_sha1 as the name before. */
const DOCUMENTED = [
	...['join', 'first', 'last', 'compact', 'concat', 'map', 'reverse', 'size', 'slice', 'sort'],
	...['sort_natural', 'uniq', 'where', 'abs', 'at_most', 'at_least', 'ceil', 'divided_by', 'floor'],
	...['minus', 'plus', 'round', 'times', 'modulo', 'money', 'append', 'capitalize', 'downcase'],
	...['escape', 'md5', 'sha1', 'sha2', 'hmac_sha1', 'hmac_sha1_hex', 'hmac_sha1_base64'],
	...['hmac_sha256', 'hmac_sha256_hex', 'hmac_sha256_base64', 'hmac_sha512', 'newline_to_br'],
	...['prepend', 'remove', 'remove_first', 'replace', 'replace_first', 'split', 'strip'],
	...['strip_html', 'strip_newlines', 'truncate', 'truncatewords', 'upcase', 'date', 'default'],
	...['time_zone', 'base64_encode', 'url_escape', 'url_param_escape', 'url_encode'],
	...['property_accessor', 'number_with_delimiter', 'json_escape', 'json_parse', 'as_json_string'],
];

test('the filters that Braze documents, and no other', () => {
	expect(Object.keys(FILTERS).sort()).toEqual([...DOCUMENTED].sort());
});

/** Braze's pages say that it has not got these, or Liquid and liquidjs have them and no page does. */
test.each([
	...[
		'lstrip',
		'rstrip',
		'pluralize',
		'camelize',
		'handleize',
		'money_with_currency',
		'find_index',
	],
	...['escape_once', 'url_decode', 'base64_decode', 'replace_last', 'remove_last', 'where_exp'],
	...[
		'group_by',
		'push',
		'sum',
		'jsonify',
		'raw',
		'slugify',
		'date_to_string',
		'sample',
		'xml_escape',
	],
])('%s is refused, with its line', (filter) => {
	expect(() => compile(`a\n{{ 'x' | ${filter} }}`)).toThrow(`undefined filter ${filter} (line 2)`);
});

/** The examples of Braze's page "Filters"; in Shopify 145 would be 1.45. */
test.each([
	['{{ 145 | money }}', '145.00'],
	['{{ 145 | divided_by: 100.00 | money }}', '1.45'],
	['{{ 17.8 | money }}', '17.80'],
	['{% assign my_int = "350000.25" | plus: 0 %}{{ my_int | money }}', '350000.25'],
	['{{ -0.005 | money }}', '-0.01'],
])('money: %s', (template, text) => {
	expect(ourText(template, DATA)).toBe(text);
});

test.each(ourTemplates().map((one) => [one.place, one] as const))(
	'%s: comes out without an error, and as JSON where it is JSON',
	(_place, { template, isJson }) => {
		const rendered = render(compile(template), DATA);
		expect(rendered).toMatchObject({ problems: [] });
		if (isJson && 'text' in rendered) expect(() => JSON.parse(rendered.text)).not.toThrow();
	},
);
