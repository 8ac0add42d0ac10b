import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';

/** Lists of which a column does not belong to the others, while the app knows an address or the names only. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const NAMES = [
	...['Amy Aoki', 'Bob Berg', 'Cem Cruz', 'Dan Diaz', 'Eve East', 'Fay Fox'],
	...['Gil Gray', 'Hal Hill', 'Ida Ito', 'Jon Jung', 'Kim Kahn', 'Lea Lund'],
];
const GUESTS = NAMES.map((name, number) => {
	const [first_name, last_name] = name.split(' ');
	const email = `${first_name}@example.com`.toLowerCase();
	return { user: `${100 + number}`, id: `CRM-${number}`, first_name, last_name, email };
});
type Row = (typeof GUESTS)[number];

/** Links them by a list, and gives the external IDs that were linked. */
async function linkAll(rows: Row[]): Promise<unknown[]> {
	const { items, errors } = await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: '={{ $json.user }}',
			external_id: '={{ $json.id }}',
			options: {
				compareFirstName: '={{ $json.first_name }}',
				compareLastName: '={{ $json.last_name }}',
				compareEmail: '={{ $json.email }}',
			},
		} as never,
		items: rows,
		onError: 'continueErrorOutput',
	});
	for (const { json } of errors) {
		expect(json.error).toMatch(/another person's external ID: in 5 or more rows|a row next to it/);
		expect(json.details).toMatchObject({ verdict: 'rejected' });
	}
	return items.map(({ json }) => json.external_id);
}

const withIds = (ids: string[]) => GUESTS.map((guest, number) => ({ ...guest, id: ids[number] }));
const IDS = GUESTS.map(({ id }) => id);

describe.each<[what: string, of: (guest: Row) => IDataObject, isCertain: boolean]>([
	['an address', ({ email }) => ({ email }), true],
	['an address and the first name', ({ email, first_name }) => ({ email, first_name }), true],
	// By names alone, it is not certain that the rows before are right.
	['the names', ({ first_name, last_name }) => ({ first_name, last_name }), false],
])('the app knows %s', (_what, of, isCertain) => {
	const before = (...ids: string[]) => (isCertain ? ids : []);

	beforeEach(() =>
		sandbox.braze.seed({
			profiles: GUESTS.map((guest) => ({ external_id: guest.id, attributes: of(guest) })),
		}),
	);

	test('a right list is linked', async () => {
		expect(await linkAll(GUESTS)).toEqual(IDS);
	});

	test('one whose IDs were sorted as texts is refused from where they change places', async () => {
		// CRM-0, CRM-1, CRM-10, CRM-11, CRM-2, ...
		expect(await linkAll(withIds([...IDS].sort()))).toEqual(before('CRM-0', 'CRM-1'));
	});

	test('so is one in which a row is missing', async () => {
		const rows = withIds([...IDS.slice(0, 3), ...IDS.slice(4), 'CRM-12']);
		expect((await linkAll(rows)).filter((id) => id !== 'CRM-12')).toEqual(
			before(...IDS.slice(0, 3)),
		);
	});

	test('four rows in a row that differ may be right', async () => {
		const OTHER = { first_name: 'Mara', last_name: 'Lindqvist', email: 'mara@example.com' };
		const rows = GUESTS.map((guest, number) =>
			number >= 4 && number < 8 ? { ...guest, ...OTHER } : guest,
		);
		expect(await linkAll(rows)).toEqual(IDS);
	});
});

test('a list sorted by the first name, in which a row is missing, is refused where no last name is known', async () => {
	const guests = GUESTS.map((guest, number) => ({
		...guest,
		first_name: number < 6 ? 'Amy' : 'Bob',
	}));
	const profiles = guests.map(({ id, first_name, email }) => ({
		external_id: id,
		attributes: { first_name, email },
	}));
	sandbox.braze.seed({ profiles });
	expect(await linkAll(guests)).toEqual(IDS);
	sandbox.reset();
	sandbox.braze.seed({ profiles });
	forgetAllGuests();
	const shifted = guests.slice(0, -1).map((guest, number) => ({
		...guest,
		id: IDS[number < 3 ? number : number + 1],
	}));
	expect(await linkAll(shifted)).toEqual(IDS.slice(0, 3));
});
