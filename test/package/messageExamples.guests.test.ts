import type { IDataObject, INode } from 'n8n-workflow';

import { readExample, withChoices } from '../../playground/provision';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runCode } from '../harness/exampleCode';
import { sandboxCredentials } from '../harness/punchhEvents';
import { passThrough, runChain } from '../harness/runChain';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const GUESTS = ['1', '2', '3'];
const aliasOf = (guest: string) => ({ alias_name: guest, alias_label: 'punchh_user_id' });

/** To whom Braze has sent something. */
const received = () =>
	sandbox.braze.profiles
		.filter((profile) => profile.received.length > 0)
		.map(({ external_id: id }) => id);

describe.each([
	['expiring-points-to-braze-campaign', 'Send campaign'],
	['reward-to-braze-canvas', 'Start Canvas'],
])('%s: a node that somebody puts before the sending', (example, name) => {
	/** @param found what that node makes of the guests whom Braze has */
	async function send(found: IDataObject[]): Promise<string[]> {
		sandbox.braze.seed({
			profiles: GUESTS.map((guest) => ({ external_id: `CRM-${guest}`, alias: aliasOf(guest) })),
		});
		const { nodes } = withChoices(readExample(example), example);
		const sending: INode = nodes.find((node) => node.name === name)!;
		const outputs = await runChain({
			nodes: [passThrough('Take'), passThrough('Find in Braze'), sending],
			items: GUESTS.map((guest) => ({ guest, values: '{"name":"Coffee"}' })),
			remade: { 'Find in Braze': found },
			credentials: sandboxCredentials(sandbox),
		});
		return (outputs[name][1] ?? []).map(({ json }) => String(json.error));
	}
	const foundOf = (guest: string): IDataObject => ({
		braze_id: guest,
		user_aliases: [aliasOf(guest)],
	});

	test('lets one guest through: no other guest gets a message', async () => {
		expect(await send([foundOf('3')])).toEqual([expect.stringContaining("'Alias Name' is empty")]);
		expect(received()).toEqual([]);
	});

	test('has another order: nobody gets the message of another guest', async () => {
		expect(await send(['3', '2', '1'].map(foundOf))).toHaveLength(2);
		expect(received()).toEqual(['CRM-2']);
	});

	test.each<[string, (guest: string) => IDataObject]>([
		['as they come', foundOf],
		['without what Braze has', (guest) => ({ vip: guest })],
	])('hands all of them on %s: each gets a message', async (_what, of) => {
		expect(await send(GUESTS.map(of))).toEqual([]);
		expect(received()).toEqual(['CRM-1', 'CRM-2', 'CRM-3']);
	});
});

describe.each(['expiring-points-to-braze-campaign', 'reward-to-braze-canvas'])(
	'%s: a Filter that somebody puts behind the trigger',
	(example) => {
		const events = GUESTS.map((guest) => ({
			...{ event_type: 'reward_expiry_reminder', content_id: guest, guest: { user_id: guest } },
			payload: { reward_id: guest, name: 'Coffee' },
		}));

		test('decides who gets a message', () => {
			const others = { 'Punchh Trigger': events };
			const messages = runCode(example, 'Messages', [events[1]], others);
			expect(messages.map(({ guest }) => guest)).toEqual(['2']);
		});

		test('hands its events on to the messages, once the table is there', () => {
			const { nodes, connections } = readExample(example);
			const next = connections['Punchh Trigger'].main[0]!.map(({ node }) => node);
			expect(next).toEqual(['Make the table', 'Messages']);
			// n8n goes on with the node that is higher up on the canvas.
			const [table, messages] = next.map((name) => nodes.find((node) => node.name === name)!);
			expect(table.position[1]).toBeLessThan(messages.position[1]);
		});
	},
);
