import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { JO, MARA } from '../../../../harness/punchh';
import { punchh } from './members.setup';

/** Whom Add Many adds: nobody else than is meant. */

const addMany: INodeParameters = {
	resource: 'segmentMember',
	operation: 'addMany',
	segment: { __rl: true, mode: 'id', value: '1874' },
	guests: '={{ $json.guest }}',
};

test.each([
	['730,415', /^'Guests' may be one number with separators: 730,415: Nobody/],
	['1,234,567', /one number with separators/],
	['7,30,415', /one number with separators/],
	[['730,415'], /one number with separators/],
	['730,415, 1,234,567', /one number with separators: 730,415: Nobody/],
	['1,234,567,730,415', /one number with separators/],
	['730,415,1,234,567', /one number with separators/],
	[`${MARA.email},1,234,567`, /one number with separators: 1,234,567: Nobody/],
	[
		'730415.0',
		/^'Guests' has an entry that is neither an email address nor a user ID: 730415.0: Nobody/,
	],
	[`${MARA.id};${JO.id}`, /neither an email address nor a user ID: 730415;730416/],
	[`${MARA.id} ${JO.id}`, /neither an email address nor a user ID/],
	[`${MARA.email};${JO.email}`, /neither an email address nor a user ID/],
	[[`${MARA.email}, ${JO.email}`], /neither an email address nor a user ID/],
	[`${MARA.id}, Jo Park`, /neither an email address nor a user ID: Jo Park/],
])('%j could be other guests, or be left out silently: nobody is added', async (guest, says) => {
	const guests = [730, 415, 234, 567].map((id) => ({ user_id: id, email: `${id}@b.example` }));
	punchh.sandbox.punchh.seed({ guests });
	const { error } = await punchh.run({ parameters: addMany, items: [{ guest }] });
	expect(`${error?.message}: ${error?.description}`).toMatch(says);
	expect(punchh.sandbox.punchh.members).toEqual([]);
});

test.each([
	'730415,730416',
	'730415,416,730416',
	'730, 415, 730416',
	'730,415@example.com',
	'1,2,30',
	['730', '415'],
])('%j is several guests', async (guest) => {
	const { error } = await punchh.run({
		parameters: addMany,
		items: [{ guest }],
	});
	const [{ body }] = punchh.sandbox.punchh.requests;
	expect(error).toBeUndefined();
	expect((JSON.parse(body) as IDataObject).user_identifiers).toEqual(
		typeof guest === 'string' ? guest.split(/, ?/) : guest,
	);
});
