import { runInNewContext } from 'node:vm';

import { readExample } from '../../playground/provision';

/** The user ID that *Add guest to list* takes from what a person has written; '' for none. */
function guestIn(chatInput: string): string {
	const { parameters } = readExample('loyalty-assistant').nodes.find(
		({ name }) => name === 'Add guest to list',
	)!;
	const expression = /^=\{\{(.*)\}\}$/s.exec(String(parameters.userId))![1];
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
