import { measureCode } from './track.ownCode';
import { ownCode } from './trigger.ownCode';

/** What is printed: lines as they are, tables by the names of their rows. */
function printed(): Array<string | string[]> {
	const lines: Array<string | string[]> = [];
	jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
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
	expect(lines).toEqual([expect.stringMatching(/^The node's own code .* times$/), files]);
});

test('the code of the Punchh Trigger is measured, and where its time goes', async () => {
	const lines = printed();
	await ownCode(1);
	expect(lines).toEqual([
		['bare HMAC and JSON.parse', 'verify, read, filter, look up', 'a forged call'],
		expect.arrayContaining(['nodes/Punchh/trigger/verifyRequest.ts']),
	]);
});
