import { receiver, register, send, webhooks } from './webhooks.setup';

async function sent(body: string) {
	register({ body });
	send();
	await webhooks.idle();
	return webhooks.log[0];
}

test('an error of Liquid is sent, and stands in the log with its place', async () => {
	const { state, problems } = await sent('a\n{{ 1 | divided_by: 0 }}\nb');
	expect(state).toBe('DELIVERED');
	expect(receiver.received[0].body).toBe('a\nLiquid error: divided by 0\nb');
	expect(problems).toEqual([{ part: 'body', line: 2, text: 'Liquid error: divided by 0' }]);
});

test.each([
	['a quote too many', '{\n"a": "{{ \'x"y\' }}"\n}', 2],
	['no value', '{ "a": {{custom_attribute.${no_such}}} }', 1],
	['an end too early', '{ "a":\n', 2],
	['no value, with more behind it', '{\n"a": {{custom_attribute.${no_such}}},\n"b": 1\n}', 2],
	['no comma', '{ "a": [1, 2]\n"b": {"c": null}\n}', 2],
	['a comma too many', '{ "a": [\n1,\n]\n}', 3],
	['a name without quotes', '[{ "a": "{" },\n{ b: 1 }\n]', 2],
	['something behind it', '{ "a": 1 }\n{ "b": 2 }\n', 2],
	['a text over two lines', '{\n"a": "x\ny",\n"b": 1 }', 2],
	['a word that is none', '{\n"a": [true, nil],\n"b": 1\n}', 2],
	['infinity', '{\n\n"a": {{ 12.5 | divided_by: 0 }} }', 3],
])('a body that is no JSON stands in the log with its place: %s', async (_name, body, line) => {
	const { problems } = await sent(body);
	const text: unknown = expect.stringMatching(/^This is no JSON: ./);
	expect(problems).toEqual([{ part: 'body as sent', line, text }]);
});

test('a body without fault has none', async () => {
	expect((await sent('{ "a": "{{ \'x"y\' | json_escape }}" }')).problems).toEqual([]);
	expect((await sent('t=1,v1=2\n{')).problems).toEqual([]);
});

test.each([
	["{% abort_message('language was nil') %}", 'language was nil'],
	['{% abort_message() %}', '{% abort_message %} called'],
])('%s: nothing is sent, and the log says why', async (body, error) => {
	expect(await sent(body)).toMatchObject({ state: 'ABORTED', error, attempts: [] });
	expect(receiver.received).toEqual([]);
});

test.each([
	['', '{% connected_content https://x.example/a :save w %}[{{w.temp}}]', '[]'],
	['{"temp": 21}', '{% connected_content https://x.example/a :save w %}[{{w.temp}}]', '[21]'],
	['{"temp": 21}', '{% connected_content https://x.example/a %}[{{connected.temp}}]', '[21]'],
	['{"temp": 21.0}', '{% connected_content https://x.example/a :save w %}[{{w.temp}}]', '[21.0]'],
	['sunny', '{% connected_content https://x.example/{{${user_id}}} %}!', 'sunny!'],
])('connected_content hears what the knob says: %j', async (answer, body, text) => {
	webhooks.knobs.connectedContent = answer;
	await sent(body);
	expect(receiver.received[0].body).toBe(text);
});
