import { redactJson, redactor } from '../../../../nodes/shared/http/redact';

test.each([
	['a text', 'key is s3cret-key', 'key is ***'],
	['a key with quotes, nested', { a: [{ b: 'x s3"cret y' }] }, { a: [{ b: 'x *** y' }] }],
	['a name of a field', { 's3cret-key': 1 }, { '***': 1 }],
	['digits of a number stay', { user_id: 9123456789 }, { user_id: 9123456789 }],
	['null', null, null],
])('%s', (_what, value, expected) => {
	const redact = redactor([' s3cret-key\n', 's3"cret', '12345678', undefined, '', '      ']);
	expect(redactJson(value, redact)).toEqual(expected);
});
