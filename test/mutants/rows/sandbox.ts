import type { Mutant } from '../mutant';

/** Breaks of the stand-ins for Punchh and Braze, against which the nodes are tested. */
export const SANDBOX: Mutant[] = [
	{
		area: 'sandbox',
		breaks: 'Braze takes more objects in a request than it does',
		find: 'const MOST_OBJECTS = 75;',
		replace: 'const MOST_OBJECTS = 76;',
		tests: ['sandbox/braze/api/braze.test'],
	},
	{
		area: 'sandbox',
		breaks: 'Braze counts a request against the rate limit before it looks at the key',
		find: 'if (permissions === undefined) return refusal(SEEN.invalidKey(key), 401);',
		replace:
			'if (permissions === undefined && state.limiter.pass(endpoint.pool, state.knobs.rateLimit, state.now())) return refusal(SEEN.invalidKey(key), 401);',
		tests: ['sandbox/braze/api/limits'],
	},
	{
		area: 'sandbox',
		breaks: 'Punchh checks the signature before the client',
		find: 'checkClient({ knobs }, call); const expected',
		replace: 'const expected',
		tests: ['sandbox/punchh/api/refusals'],
	},
	{
		area: 'sandbox',
		breaks: 'Punchh gives an event up one retry too early',
		find: 'const LONG = [60, 120, 300, 600, 1_800, 3_600, 7_200];',
		replace: 'const LONG = [60, 120, 300, 600, 1_800, 3_600];',
		tests: ['punchh/webhooks/retries'],
	},
	{
		area: 'sandbox',
		breaks: 'The circuit breaker of Punchh opens one failure too early',
		find: 'this.webhook.failures <= this.context.knobs().breakerThreshold',
		replace: 'this.webhook.failures < this.context.knobs().breakerThreshold',
		tests: ['punchh/webhooks/breaker'],
	},
	{
		area: 'sandbox',
		breaks: 'A webhook of Braze is sent to a host that failed too often',
		find: 'if (times.length > unhealthyThreshold) this.haltedUntil.set',
		replace: 'if (times.length > unhealthyThreshold * 9) this.haltedUntil.set',
		tests: ['sandbox/braze/webhooks/webhooks'],
	},
];
