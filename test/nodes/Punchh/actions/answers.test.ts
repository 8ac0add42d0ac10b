import { ERRORS } from '../../../../sandbox/punchh/api/errors';
import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { DOCUMENTED, type OwnCheck, type Refusal } from '../../../fixtures/punchh/answer';
import { GUEST_REFUSALS } from '../../../fixtures/punchh/guestRefusals';
import { GUEST_SUCCESSES } from '../../../fixtures/punchh/guestSuccesses';
import { OWN_CHECKS } from '../../../fixtures/punchh/ownChecks';
import { PROGRAMME_REFUSALS } from '../../../fixtures/punchh/programmeRefusals';
import { PROGRAMME_SUCCESSES } from '../../../fixtures/punchh/programmeSuccesses';
import { SIGNED_REFUSALS } from '../../../fixtures/punchh/signedRefusals';
import { MARA, parametersOf, storedText, usePunchhSandbox } from '../../../harness/punchh';

const punchh = usePunchhSandbox();

const SUCCESSES = [...GUEST_SUCCESSES, ...PROGRAMME_SUCCESSES];
const isOfDashboard = (call: string) => call.includes('/api2/dashboard');

/** Every dashboard call with a key that is wrong, and with one that may not. */
const KEYS_REFUSED: Refusal[] = SUCCESSES.filter(({ calls }) => isOfDashboard(calls[0])).flatMap(
	({ name, parameters, calls: [first] }) => {
		const call = first.replace(/ \d+$/, '');
		return [
			{
				answer: `${call} 401`,
				about: `${name}: a wrong key`,
				parameters,
				keys: { admin: 'wrong-admin-key' },
				message: 'You need to sign in or sign up before continuing.',
				hint: /'Business Admin Key'/,
			},
			{
				answer: `${call} 403`,
				about: `${name}: a key without permission`,
				parameters,
				keys: { admin: PUNCHH_KEYS.limitedAdmin },
				message: 'you do not have acccess to this feature',
				hint: /permission/,
			},
		];
	},
);

const REFUSALS = [...SIGNED_REFUSALS, ...GUEST_REFUSALS, ...PROGRAMME_REFUSALS, ...KEYS_REFUSED];

describe('what Punchh refuses', () => {
	test.each(REFUSALS)('$answer: $about', async (row) => {
		const description = await expectRefusal(row);
		expect(punchh.answers().at(-1)).toBe(row.answer);
		// A fault stands in front of the sandbox, and its answers have no ID.
		const isFault = punchh.sandbox.faults.hits.length > 0;
		expect(description).toMatch(isFault ? row.hint : /Punchh request ID: [0-9a-f-]{36}$/);
	});
});

describe('what the node sees itself', () => {
	test.each(OWN_CHECKS)('$about', async (row) => {
		await expectRefusal(row);
		const sent = punchh.sandbox.punchh.requests.filter(({ method }) => method !== 'GET');
		expect(sent).toEqual([]);
	});
});

/** Runs the node on one item, which fails as told. @returns the error's description */
async function expectRefusal({
	parameters,
	item = MARA,
	keys,
	before,
	message,
	hint,
}: OwnCheck): Promise<string> {
	await before?.(punchh.sandbox);
	const result = await punchh.run({
		parameters: parametersOf(parameters, punchh.sandbox),
		items: [item],
		keys,
	});
	expect(result.items).toEqual([]);
	expect(result.error?.message).toMatch(exactly(message));
	expect(result.error?.description).toMatch(hint);
	expect(result.error?.context).toMatchObject({ itemIndex: 0 });
	const { admin, secret } = { ...PUNCHH_KEYS, ...keys };
	for (const key of [admin, secret]) expect(storedText(result)).not.toContain(key);
	return result.error?.description ?? '';
}

function exactly(message: string | RegExp): RegExp {
	if (message instanceof RegExp) return message;
	return new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

test('every answer that Punchh documents for a call of the node is met by a test', () => {
	const met = new Set([
		...REFUSALS.map(({ answer }) => answer),
		...SUCCESSES.flatMap(({ calls }) => calls),
	]);
	const documented = Object.entries(DOCUMENTED).flatMap(([call, statuses]) =>
		statuses.map((status) => `${call} ${status}`),
	);
	expect(documented.filter((answer) => !met.has(answer))).toEqual([]);
	const undocumented = [...met].filter(
		(answer) => DOCUMENTED[answer.replace(/ \d+$/, '')] === undefined,
	);
	expect(undocumented).toEqual([]);
});

/** Errors of calls that the node does not make, or that only a broken client gets. */
const NOT_OF_THE_NODE = [
	'brokenJson',
	'logOutToken',
	'missingLoginEmail',
	'ongoingReactivation',
	'ownDeletionOff',
	'ownGiftCards',
	'unknownPath',
	'wrongAuthorizationCode',
	'wrongSecurityToken',
	// Plain text: the node says it in its own words.
	'wrongSsoSignature',
];

/** Errors whose words depend on what was asked. */
const EXAMPLES: object[] = [
	ERRORS.unknownClient(true),
	ERRORS.unknownClient(false),
	ERRORS.wrongSignature('url'),
	ERRORS.wrongSignature('topic'),
	ERRORS.userIdNotFound('5'),
	ERRORS.storeNotFound('9'),
	ERRORS.tooManyUsers(1000, 'async'),
	ERRORS.missing('menu_items'),
];

test("every sentence of Punchh's documented errors reaches the user", () => {
	const errors = Object.entries(ERRORS).filter(([name]) => !NOT_OF_THE_NODE.includes(name));
	const sentences = [...errors.map(([, error]) => error), ...EXAMPLES].flatMap(textsIn);
	expect(sentences.length).toBeGreaterThan(30);
	const isMet = (text: string) => REFUSALS.some(({ message }) => exactly(message).test(text));
	// The SSO API's text goes on from the name of its field.
	const wanted = sentences.map((text) => text.replace(/^with/, 'Device already shared with'));
	expect(wanted.filter((text) => !isMet(text))).toEqual([]);
});

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}
