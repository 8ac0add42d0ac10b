import type { IDataObject } from 'n8n-workflow';

import { readMessage, toBrazeItem } from '../../../../../nodes/Braze/trigger/readMessage';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, guest, link, onUser, told } from './linked.setup';

/** Marks that nobody sees, as tables, chats and address books copy them along. */
const MARKS: Array<[name: string, before: string, after: string]> = [
	['a space of no width', '', '\u200b'],
	['a soft hyphen', '', '\u00ad'],
	['marks of direction', '\u202a', '\u202c'],
];

jumpingClock();

const ID = 'CRM-1';

const track = async (parameters: IDataObject) =>
	await onUser('track', {
		attributes: { attribute: [{ name: 'tier', type: 'asGiven', value: 'Gold' }] },
		...parameters,
	});

describe.each(MARKS)(
	'%s around an ID or an address makes no other user',
	(_name, before, after) => {
		const marked = (text: string) => `${before}${text}${after}`;

		beforeEach(async () => {
			const phone = '2075550142';
			const changes = { previous_changes: ['external_source_id', 'email', 'phone'] };
			await link([told(ID, 1, { email: 'mara@example.com', phone, ...changes })]);
		});

		test.each<[what: string, happens: () => Promise<{ errors: unknown[] }>]>([
			['an event', async () => await link([checkIn({ external_source_id: marked(ID) }, 2)])],
			[
				'attributes',
				async () => await track({ identifyBy: 'external_id', external_id: marked(ID) }),
			],
			[
				'attributes in JSON',
				async () =>
					await track({
						specifyObjects: 'json',
						objects: { attributes: [{ external_id: marked(ID), tier: 'Gold' }] },
					}),
			],
			[
				'a list',
				async () =>
					await onUser('linkPunchhGuest', {
						punchh_user_id: marked('730415'),
						external_id: marked(ID),
					}),
			],
		])('%s', async (_what, happens) => {
			expect((await happens()).errors).toEqual([]);
			expect(sandbox.braze.profiles.map(({ external_id: id }) => id)).toEqual([ID]);
		});

		test('a number is read, and an address is written, without them', async () => {
			const contacts = { email: marked('new@example.com'), phone: marked('207-555-0143') };
			const event = guest({ ...contacts, previous_changes: Object.keys(contacts) }, 2);
			expect((await link([event])).items[0].json.warnings).toBeUndefined();
			expect(sandbox.braze.profiles).toMatchObject([
				{ attributes: { email: 'new@example.com', phone: '+12075550143' } },
			]);
		});

		test('a message of Braze', () => {
			const rawBody = Buffer.from(JSON.stringify({ external_id: marked(ID), email: marked('') }));
			const item = toBrazeItem(readMessage({ rawBody, contentType: '', query: {} }));
			expect([item.external_id, item.email]).toEqual([ID, null]);
		});
	},
);
