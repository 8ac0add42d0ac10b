import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { GUESTS } from '../../../../sandbox/punchh/seed';
import { JO, MARA, punchhSandbox } from './harness';

const punchh = punchhSandbox();
const SAM = GUESTS[2];

interface Upload {
	csv: string;
	method?: string;
	path?: string;
	segment?: string;
	key?: string;
}

/** Uploads a CSV as the page's example does. */
async function upload(given: Upload): Promise<Response> {
	const { csv, method = 'POST', path = 'bulk_add', segment = '1874' } = given;
	const body = new FormData();
	body.set('name', 'nightly');
	body.set('custom_segment_id', segment);
	body.set('bulk_guest_activity_file', new File([csv], 'guests.csv', { type: 'text/csv' }));
	return await fetch(`${punchh.url}/api2/dashboard/custom_segments/members/${path}`, {
		method,
		headers: { authorization: `Bearer ${given.key ?? PUNCHH_KEYS.admin}` },
		body,
		redirect: 'manual',
	});
}

const members = () => punchh.state.members.map((member) => member.user_id);

test.each([
	['both columns', `user_id,email\n${MARA.user_id},\n,${JO.email}\n`, [MARA.user_id, JO.user_id]],
	['IDs', `user_id\n${MARA.user_id}\n${MARA.user_id}\n`, [MARA.user_id]],
	['e-mails, with a byte order mark', `\uFEFFemail\r\n${JO.email}\r\n`, [JO.user_id]],
	['unknown guests are skipped', `user_id,email\n1,\n,x@y.zz\n${JO.user_id},\n`, [JO.user_id]],
	[
		'both values of a row have to fit',
		`user_id,email\n${MARA.user_id},${JO.email}\n${SAM.user_id},${SAM.email}\n`,
		[SAM.user_id],
	],
])('a file adds members: %s', async (_name, csv, ids) => {
	expect((await upload({ csv })).status).toBe(200);
	expect(members()).toEqual(ids);
});

test('a file removes members', async () => {
	await upload({ csv: `user_id\n${MARA.user_id}\n${JO.user_id}\n` });
	const csv = `email\n${MARA.email}\n${SAM.email}\n`;
	expect((await upload({ csv, method: 'DELETE', path: 'bulk_remove' })).status).toBe(200);
	expect(members()).toEqual([JO.user_id]);
});

test.each<[string, Upload, number]>([
	['no such segment', { csv: 'email\na@b.cc\n', segment: '1' }, 404],
	['no segment', { csv: 'email\na@b.cc\n', segment: '' }, 400],
	['an empty file', { csv: '' }, 400],
	['no known column', { csv: 'id,mail\n1,a@b.cc\n' }, 422],
	['a broken quote', { csv: 'email\n"a@b.cc\n' }, 422],
	['no CSV', { csv: '{"email":"a@b.cc"}' }, 422],
	['over 15 MB', { csv: `email\n${'a'.repeat(15 * 1024 * 1024)}\n` }, 422],
	['over the limit of a request', { csv: `email\n${'a'.repeat(17 * 1024 * 1024)}\n` }, 413],
	['wrong key', { csv: 'email\n', key: 'wrong' }, 401],
])('is refused: %s', async (_name, given, status) => {
	expect((await upload(given)).status).toBe(status);
	expect(members()).toEqual([]);
});

test('an admin without permission is redirected, or refused by switch', async () => {
	const given = { csv: 'email\n', key: PUNCHH_KEYS.limitedAdmin };
	const redirect = await upload(given);
	expect(redirect.status).toBe(302);
	expect(redirect.headers.get('location')).toBeTruthy();
	punchh.state.knobs.bulkWithoutPermission = 'forbidden';
	expect((await upload(given)).status).toBe(403);
});

test.each([
	['2026-03-15T02:29:00Z', 422],
	['2026-03-15T02:30:00Z', 200],
	['2026-03-15T10:29:00Z', 200],
	['2026-03-15T10:30:00Z', 422],
])('the night window ends at 5:30 AM EST: %s', async (time, status) => {
	punchh.state.knobs.nightWindow = true;
	punchh.state.now = () => Date.parse(time);
	expect((await upload({ csv: `email\n${JO.email}\n` })).status).toBe(status);
});

test.each([
	['no boundary', 'multipart/form-data', 'x'],
	['a broken form', 'multipart/form-data; boundary=x', '--y\r\nnothing'],
	['JSON', 'application/json', '{"name":"n","custom_segment_id":1874}'],
])('not a form: %s', async (_name, type, body) => {
	const path = `${punchh.url}/api2/dashboard/custom_segments/members/bulk_add`;
	const headers = { authorization: `Bearer ${PUNCHH_KEYS.admin}`, 'Content-Type': type };
	expect((await fetch(path, { method: 'POST', headers, body })).status).toBe(400);
});
