import execa from 'execa';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

import { ROOT } from '../../playground/paths';
import { startStack } from '../../playground/stack';
import { refuseTakenPorts } from '../../sandbox/shared/ports';

let other: Server;
let taken: number;
beforeEach(async () => {
	other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	taken = (other.address() as AddressInfo).port;
});
afterEach(async () => {
	other.close();
	await once(other, 'close');
});

const sentence = (variable: string) =>
	`Port ${taken} is in use. End what uses it, or choose another in ${variable}.`;

test.each([
	['N8N_PORT', () => ({ n8nPort: taken, sandboxOptions: {} })],
	['SANDBOX_CONTROL_PORT', () => ({ n8nPort: 0, sandboxOptions: { control: taken } })],
	['SANDBOX_PUNCHH_PORT', () => ({ n8nPort: 0, sandboxOptions: { punchh: taken } })],
	['SANDBOX_BRAZE_PORT', () => ({ n8nPort: 0, sandboxOptions: { braze: taken } })],
])('a taken port of %s is said before anything is installed or built', async (variable, ports) => {
	const say = (line: string) => {
		throw new Error(`Too late: ${line}`);
	};
	const starting = startStack({ userFolder: '/nowhere', ...ports(), say });
	await expect(starting).rejects.toThrow(sentence(variable));
});

test('the sandbox alone says it as well, and nothing else', async () => {
	const { exitCode, stderr, stdout } = await execa(
		process.execPath,
		['--import', 'tsx', 'sandbox/main.ts'],
		{
			...{ cwd: ROOT, reject: false },
			env: {
				SANDBOX_CONTROL_PORT: '0',
				SANDBOX_PUNCHH_PORT: String(taken),
				SANDBOX_BRAZE_PORT: '0',
			},
		},
	);
	expect({ exitCode, stderr, stdout }).toEqual({
		...{ exitCode: 1, stdout: '' },
		stderr: sentence('SANDBOX_PUNCHH_PORT'),
	});
});

test('two variables with one port are told, and so is what is no port', async () => {
	other.close();
	await once(other, 'close');
	await expect(refuseTakenPorts({ ONE: taken, ANOTHER: taken })).rejects.toThrow(
		sentence('ANOTHER'),
	);
	await expect(refuseTakenPorts({ ONE: NaN })).rejects.toThrow(
		'Port NaN cannot be used (ERR_SOCKET_BAD_PORT). Choose another in ONE.',
	);
	// Neither is held any longer.
	await refuseTakenPorts({ ONE: taken });
	other.listen(taken, '127.0.0.1');
	await once(other, 'listening');
});
