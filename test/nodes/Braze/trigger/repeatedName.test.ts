import { readMessage, toBrazeItem } from '../../../../nodes/Braze/trigger/readMessage';

const read = (text: string, contentType = 'text/plain', query = {}) =>
	toBrazeItem(readMessage({ rawBody: Buffer.from(text), contentType, query }));

const FORM = 'application/x-www-form-urlencoded';

/** As a guest's name makes it who closes the quotes of a text in the properties. */
const INNER = '{"punchh_user_id":"1","first_name":"x","punchh_user_id":"2"}';

test.each([
	['', '{"user_id":"1","a":"x","user_id":"2"}', 'user_id'],
	[', once escaped', '{"user_id":1,"us\\u0065r_id" : 2}', 'user_id'],
	[', further down', '{"a":[{"b":{"id":1,\n"id"\t:1}}]}', 'id'],
	[', as __proto__', '{"__proto__":1,"__proto__":2}', '__proto__'],
])('a name twice%s: flagged, and nobody is named', (_how, text, name) => {
	expect(read(text)).toMatchObject({
		external_id: null,
		properties: {},
		body: text,
		parse_error: expect.stringMatching(`has '${name}' twice`),
	});
});

test('a name of a guest that closes its quotes', () => {
	const body = (name: string) => `{"punchh_user_id":"1","first_name":"${name}"}`;
	expect(read(body('Mara')).properties).toMatchObject({ punchh_user_id: '1' });
	expect(read(body('x","punchh_user_id":"2')).properties).toEqual({});
});

test.each([
	['key-value pairs', read(JSON.stringify({ properties: INNER }))],
	['a form', read(`external_id=CRM-1&properties=${encodeURIComponent(INNER)}`, FORM)],
	['a query', read('', '', { external_id: 'CRM-1', properties: INNER })],
	['two places', read('{"punchh_user_id":"1","properties":{"a":"x","punchh_user_id":"2"}}')],
	['two places, as text', read(JSON.stringify({ email: '1', properties: '{"email":"2"}' }))],
])('a name twice in the properties of %s: nobody is named', (_how, item) => {
	expect(item).toMatchObject({
		external_id: null,
		properties: {},
		parse_error: expect.stringMatching(/has '(punchh_user_id|email)' twice/),
	});
});

test.each([
	'{"punchh_user_id":1,"properties":{"punchh_user_id":"1"}}',
	'{"type":"a","properties":{"type":"b"}}',
	'{"a":{"id":"1"},"b":{"id":"2"},"id":"3"}',
	'{"a":[{"id":1},{"id":2}],"b":["id","id"]}',
	'{"a":"\\",\\"a\\":\\"b","b":"a","c":"b"}',
	'{"a":"{\\"a\\":1","b":"}"}',
])('%s has each name once in its object', (text) => {
	expect(read(text)).not.toHaveProperty('parse_error');
});

test.each([
	['a form, cut by a name', read('properties={"name":"Ann&punchh_user_id=2&x="}', FORM)],
	['a form, twice', read('properties={}&name=Ann&properties=x&punchh_user_id=2', FORM)],
	['key-value pairs', read(JSON.stringify({ properties: '{"name":"O"Hara"}', user_id: '2' }))],
])('properties that cannot be read, in %s: nobody is named', (_how, item) => {
	expect(item).toMatchObject({
		external_id: null,
		properties: {},
		parse_error: expect.stringMatching(/^The properties are not a JSON object/),
	});
});

test('a signed message keeps its text, without the signature', () => {
	const text = JSON.stringify({ properties: INNER });
	const message = readMessage({
		rawBody: Buffer.from(`t=1773505000,v1=${'a'.repeat(64)}\n${text}`),
		contentType: 'text/plain',
		query: {},
	});
	expect(message).toMatchObject({ text, signature: 'a'.repeat(64) });
});

test.each(['{"properties":""}', '{"properties":null}', '{"properties":" "}', '{"properties":"x"}'])(
	'%s has no properties',
	(text) => {
		expect(read(text)).toMatchObject({ properties: {} });
		expect(read(text)).not.toHaveProperty('parse_error');
	},
);
