import type { INodeParameters } from 'n8n-workflow';

import { punchhOperations } from '../../nodes/Punchh/actions';
import { GUEST_SUCCESSES } from '../fixtures/punchh/guestSuccesses';
import { PROGRAMME_SUCCESSES } from '../fixtures/punchh/programmeSuccesses';
import { jsonPaths } from '../harness/jsonPaths';
import { MARA, parametersOf, usePunchhSandbox } from '../harness/punchh';
import { loyalty, ownChange, receipt, signUp } from '../harness/punchhParameters';

/** Items of the error output are given to the node that made them, as users do to repeat them. */

const punchh = usePunchhSandbox();

/** Columns of the user's own, called like what the node notes. */
const OWN = { error: 'of the item', details: 'of the item, too', message: 'hello' };
const WRONG = { admin: 'wrong', client: 'wrong', secret: 'wrong' };
const onError = 'continueErrorOutput' as const;

const bodies = () => punchh.sandbox.punchh.requests.map(({ body }) => body);

test.each([...GUEST_SUCCESSES, ...PROGRAMME_SUCCESSES].map((one) => [one.name, one] as const))(
	'%s: after a wrong key the item is given back, and done',
	async (_name, { parameters, item = MARA, before, calls }) => {
		before?.(punchh.sandbox);
		const given = parametersOf(parameters, punchh.sandbox);
		const refused = await punchh.run({
			parameters: given,
			items: [{ ...item, ...OWN }],
			keys: WRONG,
			onError,
		});
		expect(refused.errors).toHaveLength(1);
		const { error, details, ...rest } = refused.errors[0].json;
		expect(error).toEqual(expect.any(String));
		expect(details).toMatchObject({ item: { error: OWN.error, details: OWN.details } });
		expect(rest).toEqual({ ...item, message: OWN.message });

		punchh.sandbox.punchh.requests.length = 0;
		const again = await punchh.run({ parameters: given, items: [refused.errors[0].json], onError });
		expect(again.errors).toEqual([]);
		expect(punchh.answers()).toEqual(calls);
	},
);

const WHOLE = '={{ $json }}';

/** Each parameter that takes JSON, with the whole item in it. */
const JSON_MODES: Record<string, INodeParameters> = {
	'guest signUp additionalFields.otherFields': signUp('mobile', {
		additionalFields: { otherFields: WHOLE },
	}),
	'guest update updateFields.otherFields': ownChange('mobile', 'a-token', {
		updateFields: { otherFields: WHOLE },
	}),
	'loyalty createCheckIn menu_items': loyalty('createCheckIn', {
		...receipt,
		menu_items: '={{ [$json] }}',
	}),
};

test('every parameter that takes JSON has a row', () => {
	const all = Object.entries(punchhOperations.resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).flatMap(([operation, { properties }]) =>
			jsonPaths(properties).map((path) => `${resource} ${operation} ${path}`),
		),
	);
	expect(Object.keys(JSON_MODES).sort()).toEqual([...new Set(all)].sort());
});

test.each(Object.entries(JSON_MODES))(
	'%s: what the node noted is not sent',
	async (_name, given) => {
		const item = { ...MARA, first: 'Zoë', last: 'Berg', password: 'correct-horse-battery', ...OWN };
		const ask = async (json: typeof item) => {
			punchh.sandbox.punchh.requests.length = 0;
			const { errors } = await punchh.run({
				parameters: given,
				items: [json],
				keys: WRONG,
				onError,
			});
			const text = JSON.stringify(errors[0].json).replace(/request ID: [\w-]+/, '');
			return { asked: bodies(), json: JSON.parse(text) as typeof item };
		};
		const first = await ask(item);
		const second = await ask(first.json);
		expect(JSON.stringify(first.asked)).toContain('of the item');
		expect(first.json.error).not.toBe(OWN.error);
		expect(second).toEqual(first);
	},
);
