import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { runNode } from '../harness/runNode';

/**
 * n8n shows the message and the description of an error as HTML. What a vendor answers, or a guest
 * has written into a field, must not become a link or markup there.
 */

const MARKUP = '<a href="https://evil.example">Log in again</a>\n\u001b[2J';
const SHOWN = '‹a href="https://evil.example"›Log in again‹/a›\\n\\u001b[2J';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const run = async (
	node: 'punchh' | 'braze',
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
) =>
	await runNode({
		node,
		parameters,
		items,
		credentials: {
			punchhApi: { baseUrl: sandbox.punchhUrl, apiKey: PUNCHH_KEYS.admin },
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
		},
	});

const GET_GUEST = { resource: 'guest', operation: 'get', findGuestBy: 'userId', userId: '1' };
const BLOCK = { resource: 'email', operation: 'addToBlocklist', email: 'a@b.example' };
const TRACK = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'json',
	objects: '={{ $json }}',
};
const EVENT = { external_id: 'a', name: 'x', time: '2026-03-14T16:20:11Z' };

describe('what a vendor answers', () => {
	const answers = (side: 'punchh' | 'braze', body: IDataObject, status = 400) =>
		void sandbox.faults.add({
			side,
			path: '*',
			fault: { status, body: body as Record<string, unknown>, headers: { 'x-request-id': '<b>' } },
		});

	test.each([
		{ errors: { base: [MARKUP] } },
		{ error: { message: MARKUP } },
		{ message: MARKUP },
		{ [MARKUP]: [MARKUP] },
	])('Punchh: %j', async (body) => {
		answers('punchh', body as IDataObject);
		const { error } = await run('punchh', GET_GUEST);
		expect(error?.message).toContain(SHOWN);
		expect(`${error?.message}${error?.description}`).not.toMatch(/[<>\p{Cc}]/u);
		expect(error?.description).toContain('Punchh request ID: ‹b›');
	});

	test.each<[string, INodeParameters, IDataObject, number]>([
		['a message', BLOCK, { message: MARKUP }, 400],
		['errors about nothing', BLOCK, { message: 'x', errors: [MARKUP, { type: MARKUP }] }, 400],
		[
			'errors about an object',
			TRACK,
			{ message: 'success', errors: [{ type: MARKUP, input_array: 'events', index: 0 }] },
			201,
		],
		['errors beside a success', TRACK, { message: 'success', errors: [{ [MARKUP]: 1 }] }, 201],
	])('Braze: %s', async (_what, parameters, body, status) => {
		answers('braze', body, status);
		const { error } = await run('braze', parameters, [{ events: [EVENT] }]);
		expect(error?.message).toMatch(/‹a href=.*evil\.example.*›Log in again‹/);
		expect(`${error?.message}${error?.description}`).not.toMatch(/[<>\p{Cc}]/u);
	});

	test.each(['punchh', 'braze'] as const)('%s: a long answer is cut', async (side) => {
		answers(side, { message: 'x'.repeat(1_000_000), errors: { base: ['y'.repeat(1_000_000)] } });
		const { error } = await run(side, side === 'punchh' ? GET_GUEST : BLOCK);
		expect(error!.message.length).toBeLessThan(1_100);
		expect(JSON.stringify(error).length).toBeLessThan(20_000);
	});
});

describe('what a guest has written', () => {
	test.each<[string, 'punchh' | 'braze', INodeParameters]>([
		['JSON that is none', 'braze', { ...TRACK, objects: `={{ '{ ' + $json.name }}` }],
		['a choice', 'braze', { ...BLOCK, operation: '={{ $json.name }}' }],
		['a user ID', 'punchh', { ...GET_GUEST, userId: '={{ { name: $json.name } }}' }],
	])('%s', async (_what, node, parameters) => {
		const { error } = await run(node, parameters, [{ name: MARKUP }]);
		expect(error).toBeDefined();
		expect(`${error?.message}${error?.description ?? ''}`).not.toMatch(/[<>\p{Cc}]/u);
	});

	test('the list of failed items', async () => {
		const items = [1, 2].map(() => ({ objects: `{ ${MARKUP}` }));
		const { error } = await run('braze', { ...TRACK, objects: '={{ $json.objects }}' }, items);
		expect(error?.description).toMatch(/^Item 0: /);
		expect(error?.description).not.toMatch(/[<>\p{Cc}]/u);
	});
});

test('only one file makes errors for the editor', () => {
	const root = join(__dirname, '../../nodes');
	const makers = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
		(file) =>
			file.endsWith('.ts') &&
			/new Node(Operation|Api)Error\(/.test(readFileSync(join(root, file), 'utf8')),
	);
	expect(makers).toEqual(['shared/errors.ts']);
});
