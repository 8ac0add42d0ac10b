import { RUBY_CLIENTS } from '../../../../sandbox/punchh/webhooks/clients';
import { freshEventOf } from '../../../../sandbox/punchh/webhooks/events';
import { railsJson } from '../../../../sandbox/shared/railsJson';
import { prepare, receiver, webhooks } from './knobs.setup';

const small = (headers: Record<string, string>) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

test.each(Object.entries(RUBY_CLIENTS))('%s is known by its headers', async (client, headers) => {
	await prepare({ client: client as keyof typeof RUBY_CLIENTS });
	webhooks.publish(freshEventOf('reward'));
	await webhooks.idle();
	expect(receiver.received[0].headers).toMatchObject(small(headers));
	expect(receiver.received[0].headers['content-type']).toBe('application/json');
});

test('JSON may be called a form', async () => {
	await prepare({ bodyType: 'form' });
	webhooks.publish(freshEventOf('reward'));
	await webhooks.idle();
	const [{ headers, body }] = receiver.received;
	expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
	expect(() => JSON.parse(body)).not.toThrow();
});

test.each([
	['strict', 80, 'DELIVERED'],
	['encode64', 20, 'DELIVERED'],
	['encode64', 80, 'PENDING'],
] as const)('Basic by %s with a name of %d letters: %s', async (basicEncoding, length, state) => {
	const secrets = {
		user: 'u'.repeat(length),
		password: 'p',
		token: 't',
		secret: 's',
		clientKey: 'k',
	};
	await prepare({}, { authentication: 'basic', secrets });
	webhooks.knobs.basicEncoding = basicEncoding;
	webhooks.publish(freshEventOf('reward'));
	await webhooks.quiet();
	const [delivery] = webhooks.deliveries;
	expect(delivery.state).toBe(state);
	expect(receiver.received).toHaveLength(state === 'DELIVERED' ? 1 : 0);
	if (state === 'PENDING')
		expect(delivery.attempts[0].error).toMatch(/Invalid character in header/);
});

/** Seen in ActiveSupport 6.1.7 and Ruby 3.1.2; `npm run parity` compares 2,000 more. */
test.each<[unknown, string]>([
	[12, '12.0'],
	[12n, '12'],
	[123456789012345, '123456789012345.0'],
	[1e15, '1.0e+15'],
	[4503599627370495.5, '4503599627370495.5'],
	[0.0001, '0.0001'],
	[0.00001, '1.0e-05'],
	[Number.NaN, 'null'],
	[Number.POSITIVE_INFINITY, 'null'],
	['<&>\u2028', '"\\u003c\\u0026\\u003e\\u2028"'],
	[{ a: [null, true] }, '{"a":[null,true]}'],
])('%j as Rails writes it', (value, text) => {
	expect(railsJson(value)).toBe(text);
});
