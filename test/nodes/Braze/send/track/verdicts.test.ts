import { prepare, serialise } from '../../../../../nodes/Braze/send/track/objects/prepare';
import type {
	PreparedObject,
	TrackArray,
} from '../../../../../nodes/Braze/send/track/objects/types';
import { judge as judgeUnits } from '../../../../../nodes/Braze/send/judge';
import { TRACK_ENDPOINT } from '../../../../../nodes/Braze/send/track/endpoint';
import type { Outcome } from '../../../../../nodes/shared/http/send';

const objects = (array: TrackArray, count: number) =>
	Array.from({ length: count }, () => {
		const body = { external_id: 'a' };
		return prepare({ array, body }, serialise(body));
	});
const placed = {
	attributes: objects('attributes', 2),
	events: objects('events', 2),
	purchases: objects('purchases', 1),
};
const answer = (status: number, body: unknown): Outcome => ({
	kind: 'reply',
	status,
	headers: {},
	body,
});
const inOrder = ({ attributes, events, purchases }: Record<TrackArray, PreparedObject[]>) => [
	...attributes,
	...events,
	...purchases,
];
const judge = (given: Record<TrackArray, PreparedObject[]>, outcome: Outcome) =>
	judgeUnits(TRACK_ENDPOINT, inOrder(given), outcome);
const kinds = (outcome: Outcome) => {
	const verdicts = judge(placed, outcome);
	return inOrder(placed).map((object) => verdicts.get(object)!.kind);
};
const ALL = (kind: string) => Array.from({ length: 5 }, () => kind);

const BAD_EVENT = { type: 'bad', input_array: 'events', index: 1 };
/** Both attribute objects are of one external ID, as which Braze may count them. */
const COUNTED = { attributes_processed: 1, events_processed: 2, purchases_processed: 1 };
const ALL_BAD = 'Valid data must be provided';

test.each<[string, Outcome, string[]]>([
	['all good', answer(201, { message: 'success', ...COUNTED }), ALL('accepted')],
	['all good, without counts', answer(201, { message: 'success' }), ALL('accepted')],
	[
		'a count of 0, and nothing refused',
		answer(201, { message: 'success', ...COUNTED, events_processed: 0 }),
		['accepted', 'accepted', 'unknown', 'unknown', 'accepted'],
	],
	[
		'no count beside others, which stands for 0',
		answer(201, { message: 'success', ...COUNTED, events_processed: undefined }),
		['accepted', 'accepted', 'unknown', 'unknown', 'accepted'],
	],
	[
		'a count of 0 of attributes of an external ID',
		answer(201, { message: 'success', ...COUNTED, attributes_processed: 0 }),
		['unknown', 'unknown', 'accepted', 'accepted', 'accepted'],
	],
	[
		'a count of 0 where all of the array were refused',
		answer(201, {
			message: 'success',
			...COUNTED,
			events_processed: 0,
			errors: [BAD_EVENT, { ...BAD_EVENT, index: 0 }],
		}),
		['accepted', 'accepted', 'rejected', 'rejected', 'accepted'],
	],
	['other 2xx', answer(202, { message: 'success' }), ALL('accepted')],
	[
		'one refused, index within its array',
		answer(201, { message: 'success', errors: [BAD_EVENT] }),
		['accepted', 'accepted', 'accepted', 'rejected', 'accepted'],
	],
	[
		'an entry out of range: what is not named is unknown',
		answer(201, { message: 'success', errors: [BAD_EVENT, { ...BAD_EVENT, index: 2 }] }),
		['unknown', 'unknown', 'unknown', 'rejected', 'unknown'],
	],
	[
		'an entry without index',
		answer(201, { message: 'success', errors: [{ type: 'x', input_array: 'events' }] }),
		ALL('unknown'),
	],
	[
		'an entry of an unknown array',
		answer(201, { message: 'success', errors: [{ ...BAD_EVENT, input_array: 'people' }] }),
		ALL('unknown'),
	],
	[
		'an entry with an index that is none',
		answer(201, { message: 'success', errors: [{ ...BAD_EVENT, index: 'length' }] }),
		ALL('unknown'),
	],
	['a plain text entry', answer(201, { message: 'success', errors: ['odd'] }), ALL('unknown')],
	['2xx without success', answer(201, { message: 'queued' }), ALL('unknown')],
	['2xx without JSON', answer(200, '<html>'), ALL('unknown')],
	[
		'400 that names one',
		answer(400, { message: ALL_BAD, errors: [BAD_EVENT] }),
		['failed', 'failed', 'failed', 'rejected', 'failed'],
	],
	[
		'401 that names one',
		answer(401, { message: ALL_BAD, errors: [BAD_EVENT] }),
		['failed', 'failed', 'failed', 'rejected', 'failed'],
	],
	['400 without entries', answer(400, { message: 'Max Input Length Exceeded' }), ALL('failed')],
	['401', answer(401, { message: 'Invalid API key: ***' }), ALL('failed')],
	['429', answer(429, {}), ALL('failed')],
	['500', answer(500, '<html>'), ALL('unknown')],
	['408', answer(408, ''), ALL('unknown')],
	['a redirect', answer(302, ''), ALL('failed')],
	['never sent', { kind: 'fault', code: 'ECONNREFUSED', sent: false }, ALL('failed')],
	['cut off', { kind: 'fault', code: 'ECONNRESET', sent: true }, ALL('unknown')],
])('%s', (_what, outcome, expected) => {
	expect(kinds(outcome)).toEqual(expected);
});

test('two entries for one object are both told', () => {
	const errors = [BAD_EVENT, { ...BAD_EVENT, type: 'worse' }];
	const verdicts = judge(placed, answer(201, { message: 'success', errors }));
	expect(verdicts.get(placed.events[1])).toMatchObject({ reason: 'bad; worse' });
});

test('a refused eCommerce event is rejected like any other: Braze drops it', () => {
	const event = (name: string) => {
		const body = { external_id: 'a', name };
		return prepare({ array: 'events', body }, serialise(body));
	};
	const events = [event('ecommerce.order_placed'), event('visited')];
	const errors = [0, 1].map((index) => ({ type: 'bad', input_array: 'events', index }));
	const outcome = answer(400, { message: ALL_BAD, errors });
	const verdicts = judge({ attributes: [], events, purchases: [] }, outcome);
	expect([...verdicts.values()]).toEqual(Array(2).fill({ kind: 'rejected', reason: 'bad' }));
});

test('a count that is too small is reported with what was not refused', () => {
	const body = { message: 'success', ...COUNTED, events_processed: 1 };
	const verdicts = judge(placed, answer(201, body));
	for (const event of placed.events) {
		expect(verdicts.get(event)).toEqual({
			kind: 'accepted',
			warning:
				'Braze counted 1 of the 2 events of this request, refused none of them, and does not say which are missing',
		});
	}
	expect(verdicts.get(placed.attributes[0])).toEqual({ kind: 'accepted' });
});

test('attributes of aliases, which Braze may not count, are accepted without a count', () => {
	const body = { user_alias: { alias_name: 'a', alias_label: 'l' }, x: 1 };
	const attributes = [prepare({ array: 'attributes', body }, serialise(body))];
	const request = { ...placed, attributes, purchases: [] };
	const outcome = answer(201, { message: 'success', events_processed: 2 });
	expect([...judge(request, outcome).values()]).toEqual(Array(3).fill({ kind: 'accepted' }));
});
