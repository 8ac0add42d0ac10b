import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { JO, MARA, type PunchhRun } from '../../../harness/punchh';
import { ADA, guest, ownChange, signUp } from '../../../harness/punchhParameters';
import { disturb, punchh, UNKNOWN_LANGUAGE } from './transport.setup';

const KNOWN = /^Not tried: /;

/** What became of each item: `ok`, `refused`, or `not tried` where its refusal was known before. */
async function ends(given: Pick<PunchhRun, 'parameters' | 'items' | 'keys'>) {
	const { items, errors } = await punchh.run({ ...given, onError: 'continueErrorOutput' });
	const found: string[] = [];
	for (const { pairedItem } of items) found[(pairedItem as { item: number }).item] = 'ok';
	for (const { json, pairedItem } of errors) {
		const isKnown = KNOWN.test(String(json.error));
		const { verdict } = json.details as IDataObject;
		expect(verdict).toBe(isKnown ? 'not_tried' : undefined);
		found[(pairedItem as { item: number }).item] = isKnown ? 'not tried' : 'refused';
	}
	return found;
}

const forbidden = (method: 'GET' | 'PATCH', path: string) =>
	punchh.sandbox.faults.add({
		side: 'punchh',
		method,
		path: `/api2/dashboard${path}`,
		fault: { status: 403, body: { errors: { unauthorized: 'you do not have acccess' } } },
	});

describe('a refusal holds for the items that would meet it, and for no other', () => {
	test('a language that Punchh does not know', async () => {
		disturb(UNKNOWN_LANGUAGE, 1);
		const parameters = guest('get', { options: { language: '={{ $json.language }}' } });
		const items = ['fr', 'es-MX', 'fr', '', 'ro'].map((language) => ({ ...MARA, language }));
		expect(await ends({ parameters, items })).toEqual(['refused', 'ok', 'not tried', 'ok', 'ok']);
		expect(punchh.calls()).toHaveLength(4);
	});

	test('a client that the mobile API does not know: the dashboard API does not ask for it', async () => {
		const parameters: INodeParameters = {
			...ownChange('mobile', 'a-token-of-a-guest'),
			...ownChange('sso', 'another-token'),
			...guest('update', { findGuestBy: 'both' }),
			api: '={{ $json.api }}',
		};
		const items = ['mobile', 'dashboard', 'mobile', 'dashboard'].map((api) => ({ ...MARA, api }));
		expect(await ends({ parameters, items, keys: { client: 'nobody' } })).toEqual([
			'refused',
			'ok',
			'not tried',
			'ok',
		]);
		expect(punchh.calls()).toHaveLength(3);
	});

	test('a refused admin key: who is new is signed up all the same', async () => {
		const existing = (email: string) => ({ ...ADA, email, crm: '' });
		const parameters = signUp('mobile', { ifGuestExists: 'return' });
		const items = [existing(MARA.email), ADA, existing(JO.email)];
		expect(await ends({ parameters, items, keys: { admin: 'wrong-admin-key' } })).toEqual([
			'refused',
			'ok',
			'not tried',
		]);
		const lookUps = punchh.calls().filter((call) => call.endsWith('/users/info'));
		expect(lookUps).toHaveLength(1);
	});

	test('a permission to look guests up: who needs no look-up is changed', async () => {
		forbidden('GET', '/users/info');
		const parameters = guest('updateExternalId', {
			findGuestBy: '={{ $json.by }}',
			external_source_id: '={{ $json.crm }}',
			options: { concurrency: 1 },
		});
		const items = ['email', 'both', 'phone'].map((by) => ({ ...MARA, by, crm: 'CRM-1' }));
		expect(await ends({ parameters, items })).toEqual(['refused', 'ok', 'not tried']);
	});
});

test('a permission to change guests: no guest is looked up for a change that is refused', async () => {
	forbidden('PATCH', '/users');
	const parameters = guest('updateExternalId', {
		findGuestBy: 'email',
		external_source_id: 'CRM-1',
		options: { concurrency: 1 },
	});
	const items = Array.from({ length: 20 }, () => MARA);
	const found = await ends({ parameters, items });
	expect(found).toEqual(['refused', ...Array.from({ length: 19 }, () => 'not tried')]);
	expect(punchh.calls()).toEqual(['GET /api2/dashboard/users/info', 'PATCH /api2/dashboard/users']);
});
