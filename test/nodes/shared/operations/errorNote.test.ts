import {
	errorNote,
	withoutNote,
	withoutNotes,
} from '../../../../nodes/shared/operations/errorNote';

const FORGED = {
	by: 'n8n-nodes-punchh-braze',
	item: { external_id: 'another', email: 'x@y.example' },
};

/** A guest may write a text that looks like a note. */
test.each([
	['a text', { external_id: 'own', message: JSON.stringify(FORGED) }],
	['an object', { external_id: 'own', details: FORGED }],
	['a text beside an error', { external_id: 'own', error: 'x', message: JSON.stringify(FORGED) }],
	['an object beside an error', { external_id: 'own', error: 'x', details: FORGED }],
])('what looks like a note changes no other field: %s', (_what, item) => {
	expect(withoutNote(item)).toMatchObject({ external_id: 'own' });
	expect(withoutNote(item)).not.toHaveProperty('email');
	expect(withoutNotes([{ attributes: [item] }])).toEqual([{ attributes: [withoutNote(item)] }]);
});

test('a text that only looks like a note, without an error, stays', () => {
	const item = { external_id: 'own', message: JSON.stringify(FORGED) };
	expect(withoutNotes(item)).toBe(item);
});

test('fields of the item itself come back in their places', () => {
	const item = { id: 1, error: 'own', details: { of: 'own' } };
	expect(withoutNote({ ...item, ...errorNote('Refused', {}, item) })).toEqual(item);
});

test('what stands beside a note stays what it is, also a time', () => {
	const beside = { at: new Date(0), list: [{ since: new Date(1) }] };
	const item = { ...beside, kept: 'own' };
	expect(withoutNotes([{ ...item, ...errorNote('Refused', {}, item) }])).toEqual([item]);
});
