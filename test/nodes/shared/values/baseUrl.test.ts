import { Workflow, type INodeTypes } from 'n8n-workflow';

import { baseUrlExpression, readBaseUrl } from '../../../../nodes/shared/values/baseUrl';

const read = (url: unknown, allowHttp = false) =>
	readBaseUrl({ label: 'Base URL', url, allowHttp });

/** What n8n makes of the expression that the test of a credential has for the address. */
function evaluated(given: string): unknown {
	const node = { id: '1', name: 'It', type: 'it', typeVersion: 1, parameters: {} };
	const workflow = new Workflow({
		nodes: [{ ...node, position: [0, 0] }],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => undefined } as unknown as INodeTypes,
	});
	const expression = baseUrlExpression('$credentials.baseUrl');
	return workflow.expression.getSimpleParameterValue(workflow.nodes.It, expression, 'internal', {
		$credentials: { baseUrl: given },
	});
}

test.each([
	['https://x.punchh.com', 'https://x.punchh.com'],
	[' https://x.punchh.com/ ', 'https://x.punchh.com'],
	['HTTPS://X.punchh.com:443//', 'https://x.punchh.com'],
	['x.punchh.com', 'https://x.punchh.com'],
	['x.punchh.com:8443', 'https://x.punchh.com:8443'],
	['x.punchh.com/a/b', 'https://x.punchh.com/a/b'],
	['10.1.2.3', 'https://10.1.2.3'],
	['https://localhost:8443', 'https://localhost:8443'],
	['http://localhost:4801', 'http://localhost:4801'],
	['HTTP://127.0.0.1:8080//', 'http://127.0.0.1:8080'],
	['http://127.9.9.9', 'http://127.9.9.9'],
	['http://[::1]:4801', 'http://[::1]:4801'],
])('%s is called, and tested, as %s', (given, expected) => {
	expect(read(given)).toBe(expected);
	expect(new URL(evaluated(given) as string).origin).toBe(new URL(expected).origin);
});

test.each([
	['nothing', '', /^'Base URL' in the credential is empty/],
	['only blanks', ' \n', /is empty/],
	['an expression without a value', undefined, /is empty/],
	['the start of a path', 'api2', /full name of a server/],
	['the start of a path, with https', 'https://users/', /full name of a server/],
	['a name that ends in a dot', 'https://users.', /full name of a server/],
	['a number', '134744072', /full name of a server/],
	['a number from an expression', 12, /full name of a server/],
	['a number that its path repeats', 'https://1.1/1.0.0.1', /full name of a server/],
	['a dot too many', 'https://x..punchh.com', /full name of a server/],
	['a dot in front', 'https://.punchh.com', /full name of a server/],
	['two hosts', 'https://x.punchh.com;evil.example', /full name of a server/],
	['a dot that is encoded', 'https://x.punchh.com%2eevil.example', /a percent sign/],
	['FTP', 'ftp://x.punchh.com', /must start with https/],
	['a file', 'file:///etc/hosts', /must start with https/],
	['a WebSocket', 'wss://x.punchh.com', /must start with https/],
	['a script', 'javascript:alert(1)', /not the address of a server/],
	['one slash too few', 'https:/x.punchh.com', /full name of a server/],
	['no host', 'https://', /not the address of a server/],
	['a user name', 'https://user@x.punchh.com', /would replace the key/],
	['a user name and a password', 'https://a:b@x.punchh.com', /would replace the key/],
	['a mail address', 'mara@example.com', /would replace the key/],
	['a host in front', 'https://x.punchh.com@evil.example', /would replace the key/],
	['a query', 'https://x.punchh.com/?a=', /must end before/],
	['an empty query', 'https://x.punchh.com?', /must end before/],
	['a fragment', 'https://x.punchh.com/#', /must end before/],
	['a backslash', 'https://x.punchh.com\\a', /a backslash/],
	['a line break inside', 'https://x.pun\nchh.com', /a space/],
	['an invisible character', 'https://x.punchh\u200b.com', /invisible/],
	['HTTP', 'http://x.punchh.com', /turn on 'Allow HTTP'/],
	['HTTP to what looks like this machine', 'http://127.0.0.1.evil.example', /'Allow HTTP'/],
	['HTTP to a name that looks like it', 'http://localhost.evil.example', /'Allow HTTP'/],
	['HTTP to any address', 'http://0.0.0.0', /'Allow HTTP'/],
])('%s is refused with a sentence', (_what, given, sentence) => {
	expect(() => read(given)).toThrow(sentence);
	expect(() => read(given)).toThrow(/Nothing was sent$/);
});

test('HTTP to another machine takes the switch, and nothing else does', () => {
	expect(read('http://x.punchh.com', true)).toBe('http://x.punchh.com');
	expect(() =>
		readBaseUrl({ label: 'x', url: 'http://x.punchh.com', allowHttp: 'true' }),
	).toThrow();
	expect(() => read('ftp://x.punchh.com', true)).toThrow(/must start with https/);
	expect(() => read('http://users', true)).toThrow(/full name/);
});
