import { readMessage, toBrazeItem } from '../../../../nodes/Braze/trigger/readMessage';

const read = (text: string) =>
	toBrazeItem(readMessage({ rawBody: Buffer.from(text), contentType: 'text/plain', query: {} }));

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
	'{"a":{"id":"1"},"b":{"id":"2"},"id":"3"}',
	'{"a":[{"id":1},{"id":2}],"b":["id","id"]}',
	'{"a":"\\",\\"a\\":\\"b","b":"a","c":"b"}',
	'{"a":"{\\"a\\":1","b":"}"}',
])('%s has each name once in its object', (text) => {
	expect(read(text)).not.toHaveProperty('parse_error');
});
