import { runInNewContext } from 'node:vm';

import { readExample } from '../../playground/provision';

const { nodes } = readExample('loyalty-assistant');
const parametersOf = (node: string) => nodes.find(({ name }) => name === node)!.parameters;

/** The user ID that *Add guest to list* takes from what a person has written; '' for none. */
function guestIn(chatInput: string): string {
	const expression = /^=\{\{(.*)\}\}$/s.exec(String(parametersOf('Add guest to list').userId))![1];
	const chat = () => ({ first: () => ({ json: { chatInput } }) });
	return runInNewContext(expression, { $: chat }) as string;
}

test.each([
	'add 730415',
	' Add  730415 ',
	'add 730415.',
	'add 730415, please',
	'add 730415 please',
	'add 730415, she has complained twice',
	'add 730415 to the list',
	'add 730415\nShe has complained.',
])('%j adds the guest', (message) => {
	expect(guestIn(message)).toBe('730415');
});

test.each([
	'add 730,415',
	'add 730.415',
	'add 730 415',
	'add 555-014-2001',
	'add 555 0142001',
	'add (555) 0142001',
	'add 730415@example.com',
	'add 10 points to Mara',
	'add 10 to the points of Mara',
	'add 2 guests to the list',
	'add 730415, 730416',
	'add 730415 and 730416',
	'add 730415\n730416',
	'add 730415x',
	'add the guest 730415',
	'Look up 730415',
])('%j adds nobody: the number is no user ID, or is not all of it', (message) => {
	expect(guestIn(message)).toBe('');
});

test('whoever adds looks the guest up before, with tools that there are', () => {
	const { systemMessage } = parametersOf('AI Agent').options as { systemMessage: string };
	const told = [systemMessage, String(parametersOf('Add guest to list').toolDescription)];
	for (const text of told)
		expect(text).toMatch(/ok (?:the same|that) ID up with Get_guest_by_user_ID/);
	const tools = nodes.map(({ name }) => name.replaceAll(' ', '_'));
	expect(tools).toEqual(expect.arrayContaining(told.join().match(/[A-Z][a-z]+(?:_[a-zA-Z]+)+/g)!));
});
