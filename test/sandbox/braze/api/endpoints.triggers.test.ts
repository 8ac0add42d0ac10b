import type { TriggeredSend } from '../../../../sandbox/braze/api/state';
import { BRAZE_CAMPAIGNS, BRAZE_CANVASES } from '../../../../sandbox/braze/seed';
import { type Json } from '../../http';
import { ALIAS, EMAIL, expectAnswer, guests, post, profiles, sandbox } from './endpoints.setup';

const DISPATCH = expect.stringMatching(/^[0-9a-f]{32}$/) as unknown;

describe('triggers', () => {
	const [CAMPAIGN, NOT_API] = BRAZE_CAMPAIGNS;
	const [CANVAS, PAUSED] = BRAZE_CANVASES;
	let sends: TriggeredSend[];

	beforeEach(() => {
		sends = [];
		sandbox.braze.onTrigger = (send) => void sends.push(send);
		guests();
	});

	const campaign = async (fields: Json) =>
		await post('/campaigns/trigger/send', { campaign_id: CAMPAIGN.id, ...fields });
	const canvas = async (fields: Json) =>
		await post('/canvas/trigger/send', { canvas_id: CANVAS.id, ...fields });
	const sent = () =>
		sends.map(({ kind, id, recipients }) => ({
			kind,
			id,
			to: recipients.map(({ profile, properties }) => [
				profile.external_id ?? profile.user_aliases[0]?.alias_name,
				properties,
			]),
		}));

	test('a campaign goes to the recipients, with their properties over the common ones', async () => {
		const answer = await campaign({
			trigger_properties: { a: 1, b: 1 },
			recipients: [
				{ external_user_id: 'a', trigger_properties: { b: 2 }, attributes: { points: 7 } },
				{ user_alias: ALIAS },
				{ external_user_id: 'unknown' },
			],
		});
		expectAnswer(answer, 201, { message: 'success', dispatch_id: DISPATCH });
		expect(sent()).toEqual([
			{
				kind: 'campaign',
				id: CAMPAIGN.id,
				to: [
					['a', { a: 1, b: 2 }],
					['mara', { a: 1, b: 1 }],
				],
			},
		]);
		expect(sends[0].dispatchId).toBe((answer.body as Json).dispatch_id);
		expect(profiles()[0].attributes.points).toBe(7);
		expect(sandbox.braze.drops).toMatchObject([{ array: 'recipients', index: 2 }]);
		const exported = await post('/users/export/ids', { external_ids: ['a'] });
		expect((exported.body as { users: Json[] }).users[0].campaigns_received).toMatchObject([
			{ name: CAMPAIGN.name, api_campaign_id: CAMPAIGN.id },
		]);
	});

	test.each(['context', 'canvas_entry_properties'])('a Canvas has its %s', async (key) => {
		const recipient = { external_user_id: 'a', [key]: { b: 2 } };
		expectAnswer(await canvas({ [key]: { a: 1, b: 1 }, recipients: [recipient] }), 201, {
			message: 'success',
			dispatch_id: DISPATCH,
		});
		expect(sent()).toEqual([{ kind: 'canvas', id: CANVAS.id, to: [['a', { a: 1, b: 2 }]] }]);
	});

	test('a paused Canvas says so and sends nothing', async () => {
		const answer = await canvas({ canvas_id: PAUSED.id, recipients: [{ external_user_id: 'a' }] });
		expectAnswer(answer, 201, {
			message: 'success',
			dispatch_id: DISPATCH,
			notice: expect.any(String),
		});
		expect(sends).toEqual([]);
	});

	test('of a recipient who is there twice the last counts', async () => {
		const recipients = [1, 2].map((n) => ({ external_user_id: 'a', trigger_properties: { n } }));
		await campaign({ recipients });
		expect(sent()[0].to).toEqual([['a', { n: 2 }]]);
	});

	test('a broadcast goes to everybody', async () => {
		await campaign({ broadcast: true, trigger_properties: '' });
		expect(sent()[0].to).toHaveLength(3);
	});

	test.each<[string, Json, number]>([
		['a new user by ID', { external_user_id: 'new', attributes: { email: 'n@example.com' } }, 4],
		[
			'a new user by e-mail',
			{ email: 'new@example.com', prioritization: ['identified'], attributes: {} },
			4,
		],
		[
			'no second user for an e-mail of several',
			{ email: EMAIL, prioritization: ['identified'], attributes: {} },
			3,
		],
	])('send_to_existing_only false: %s', async (_name, recipient, count) => {
		await campaign({ recipients: [{ ...recipient, send_to_existing_only: false }] });
		expect(profiles()).toHaveLength(count);
		expect(sent()[0].to).toHaveLength(count - 3);
	});

	test.each<[string, Json]>([
		['no recipient', {}],
		['an unknown campaign', { campaign_id: 'x', recipients: [{ external_user_id: 'a' }] }],
		['no API campaign', { campaign_id: NOT_API.id, recipients: [{ external_user_id: 'a' }] }],
		['over 50', { recipients: Array(51).fill({ external_user_id: 'a' }) }],
		['two identifiers', { recipients: [{ external_user_id: 'a', user_alias: ALIAS }] }],
		['no identifier', { recipients: [{}] }],
		['an e-mail without prioritization', { recipients: [{ email: EMAIL }] }],
		[
			'a new user without attributes',
			{ recipients: [{ external_user_id: 'n', send_to_existing_only: false }] },
		],
		[
			'a new alias-only user',
			{ recipients: [{ user_alias: ALIAS, send_to_existing_only: false, attributes: {} }] },
		],
		['bad attributes', { recipients: [{ external_user_id: 'a', attributes: { email: 'x' } }] }],
		['properties over 50 KB', { broadcast: true, trigger_properties: { a: 'x'.repeat(51_201) } }],
	])('a campaign refuses %s', async (_name, fields) => {
		expectAnswer(await campaign(fields), 400, { message: expect.any(String) });
		expect(sends).toEqual([]);
	});

	test('/messages/send answers with a dispatch ID', async () => {
		const messages = { email: { subject: 'Hello' } };
		expectAnswer(await post('/messages/send', { external_user_ids: ['a'], messages }), 201, {
			message: 'success',
			dispatch_id: DISPATCH,
		});
		expect((await post('/messages/send', { messages })).status).toBe(400);
		expect((await post('/messages/send', { external_user_ids: ['a'] })).status).toBe(400);
	});

	test('/sends/id/create takes or makes an ID', async () => {
		const create = async (fields: Json) =>
			await post('/sends/id/create', { campaign_id: CAMPAIGN.id, ...fields });
		expectAnswer(await create({ send_id: 'mine' }), 201, { message: 'success', send_id: 'mine' });
		expectAnswer(await create({}), 201, { message: 'success', send_id: expect.any(String) });
		expect((await create({ campaign_id: 'x' })).status).toBe(400);
	});
});
