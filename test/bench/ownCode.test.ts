import { measureCode } from './track.ownCode';
import { ownCode } from './trigger.ownCode';

/** The names of the rows of what is printed. */
function printed(): string[][] {
	const lines: string[][] = [];
	jest.spyOn(console, 'table').mockImplementation((table: object) => {
		lines.push(Object.keys(table));
	});
	return lines;
}

// The stubs of the benches play n8n, and nothing else runs them before somebody measures.
test('the code of Track is measured, and where its time goes', async () => {
	const lines = printed();
	await measureCode(1);
	const files = expect.arrayContaining(['nodes/Braze/send/track/objects/prepare.ts']) as string[];
	const rows = ['JSON.stringify', 'the least that it promises', 'Track'];
	expect(lines).toEqual([rows, files]);
});

test('the code of the Punchh Trigger is measured, and where its time goes', async () => {
	const lines = printed();
	await ownCode(1);
	expect(lines).toEqual([
		[
			'bare HMAC and JSON.parse',
			'the least that it promises',
			'verify, read, filter, look up',
			'a forged call',
		],
		expect.arrayContaining(['nodes/Punchh/trigger/verifyRequest.ts']),
	]);
});
