/** The example that loads existing guests into Braze from a CSV. */
import { fetchFresh } from '../../playground/fetchFresh';
import { callerHeader } from '../../playground/provision';
import { triggerPath } from '../../playground/webhookPaths';
import { connect, control, resetSandbox, sandboxState, stack } from './stack';
import { publishCopy } from './workflow';

const EXAMPLE = 'first-load-of-guests';

/** Guests of its own: n8n remembers those of other tests, whatever the sandbox has forgotten. */
const CSV = `user_id,crm_id,first_name,last_name,email,email_opt_in
739415,CRM-739415,Mara,Lind,mara.lind@example.com,true
739416,CRM-739416,Jo,,jo.park@example.com,FALSE
739417,CRM-739417,,,sam.ortiz@example.com,
739418,,Nobody,,,`;

const client = connect();
beforeEach(resetSandbox);

/** Uploads the CSV, and waits until it is loaded. */
async function upload(id: string, path: string, csv = CSV) {
	const body = new FormData();
	body.append('field-0', new Blob([csv]), 'guests.csv');
	const headers = callerHeader(stack.secrets);
	const { status, data } = await client.executionAfter(id, async () => {
		const response = await fetchFresh(stack.n8nUrl + path, { method: 'POST', headers, body });
		expect(response.status).toBe(200);
	});
	return { status, told: data.resultData.error?.message };
}

const profiles = async () =>
	(await sandboxState()).braze.profiles.map((profile) => ({
		id: profile.external_id,
		aliases: profile.user_aliases.map(({ alias_name: name }) => name),
		attributes: profile.attributes,
		events: profile.events.length,
	}));

const LOADED = [
	{
		id: 'CRM-739415',
		aliases: ['739415'],
		attributes: {
			first_name: 'Mara',
			last_name: 'Lind',
			email: 'mara.lind@example.com',
			punchh_user_id: 739415,
		},
		events: 0,
	},
	{
		id: 'CRM-739416',
		aliases: ['739416'],
		attributes: {
			first_name: 'Jo',
			email: 'jo.park@example.com',
			email_subscribe: 'unsubscribed',
			punchh_user_id: 739416,
		},
		events: 0,
	},
	{ id: 'CRM-739417', aliases: ['739417'], attributes: { punchh_user_id: 739417 }, events: 0 },
];

const TOLD = {
	status: 'error',
	told: expect.stringMatching(/^1 not loaded: .* \(739418\)$/) as string,
};

test('each guest is one profile; who has no external ID is told; a second upload changes nothing', async () => {
	for (let again = 0; again < 2; again += 1) {
		expect(await upload(stack.workflowIds[EXAMPLE], stack.triggerPaths[EXAMPLE])).toEqual(TOLD);
		expect(await profiles()).toEqual(LOADED);
	}
});

test.each([
	[
		'two guests with one external ID',
		'1,CRM-1\n2,CRM-1',
		/row 2: another row has the crm_id CRM-1/,
	],
	['one guest with two', '1,CRM-1\n1,CRM-2', /row 2: another row has the user_id 1/],
	['an ID that a spreadsheet has shortened', '1,4.47911E+11', /row 1: .* shortened the crm_id/],
])('nothing is written for %s', async (_what, rows, reason) => {
	const csv = `user_id,crm_id\n${rows}\n`;
	const run = await upload(stack.workflowIds[EXAMPLE], stack.triggerPaths[EXAMPLE], csv);
	expect(run).toEqual({ status: 'error', told: expect.stringMatching(reason) as string });
	expect(await profiles()).toEqual([]);
});

test("the profiles of Punchh's adapter are merged, once its user has said so", async () => {
	const stored = await publishCopy(client, EXAMPLE, ({ name, parameters }) => {
		const options = { ...(parameters.options as object), adapterProfiles: true };
		return name === 'Link' ? { parameters: { ...parameters, options } } : {};
	});
	const attributes = { favourite: 'latte' };
	await control('POST', '/seed', {
		braze: { profiles: [{ external_id: '739415', attributes }] },
	});
	for (let again = 0; again < 2; again += 1) {
		await upload(stored.id, triggerPath(stored));
		const held = await profiles();
		expect(held.map(({ id }) => id).sort()).toEqual(['CRM-739415', 'CRM-739416', 'CRM-739417']);
		expect(held.find(({ id }) => id === 'CRM-739415')).toMatchObject({
			aliases: ['739415'],
			attributes,
		});
	}
});
