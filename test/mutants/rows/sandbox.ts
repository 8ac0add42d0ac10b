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
	{
		area: 'sandbox',
		breaks: 'What Braze was asked to do later happens at once',
		find: 'if (delayMs <= 0) return effect();',
		replace: 'if (delayMs >= 0) return effect();',
		tests: ['sandbox/braze/api/effects'],
	},
	{
		area: 'sandbox',
		breaks: 'Braze merges a user into another who has an alias with the same label',
		find: 'else if (!shareALabel(identified, unidentified)) {',
		replace: 'else {',
		tests: ['sandbox/braze/api/users.identify'],
	},
	{
		area: 'sandbox',
		breaks: 'A late rename takes an external ID from another user',
		find: 'if (profile === undefined || renameProblem(state, given, index) !== undefined) return;',
		replace: 'if (profile === undefined) return;',
		tests: ['sandbox/braze/api/effects'],
	},
	{
		area: 'sandbox',
		breaks: 'A number does not bring its states in subscription groups along',
		find: 'Object.entries(state.workspace.numbers.get(number) ?? {})',
		replace: 'Object.entries<SubscriptionState>({})',
		tests: ['sandbox/braze/api/contacts'],
	},
	{
		area: 'sandbox',
		breaks: 'The first e-mail of a profile resubscribes it',
		find: 'if (before === undefined) return; state.store.write',
		replace: 'state.store.write',
		tests: ['sandbox/braze/api/contacts'],
	},
	{
		area: 'sandbox',
		breaks: 'Braze takes any capitals in a time zone',
		find: 'takes: (value) => zones.has(value as string) }',
		replace:
			'takes: (value) => [...zones].join().toLowerCase().includes(String(value).toLowerCase()) }',
		tests: ['sandbox/braze/api/track.dropped'],
	},
	{
		area: 'sandbox',
		breaks: 'Two guests with the same external ID pass for one who is two profiles',
		find: 'return having.length === 1 ? having : [];',
		replace: 'return having;',
		tests: ['sandbox/control/splits'],
	},
	{
		area: 'sandbox',
		breaks: "An external ID that is another guest's user ID passes for that guest",
		find: '!owners.has(id) && userIds.has(id) ? [id]',
		replace: 'userIds.has(id) ? [id]',
		tests: ['sandbox/control/splits'],
	},
	{
		area: 'sandbox',
		breaks: 'A second account with the same e-mail can be deactivated',
		find: 'if (state.findByEmail(email) !== undefined) throw new Refusal(INVENTED.notDeactivated);',
		replace: '',
		tests: ['sandbox/punchh/api/answers.status'],
	},
	{
		area: 'sandbox',
		breaks: 'Punchh leaves & as it is where it writes JSON as ActiveSupport does',
		find: '.replace(ESCAPED, escaped)',
		replace: '',
		tests: ['sandbox/punchh/webhooks/knobs.bodies'],
	},
];
