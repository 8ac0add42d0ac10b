import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and returns what it printed. Its output is shown only when it fails.
 *
 * @throws Error with the command and the end of its output when it exits with another code than 0
 */
export async function run(
	command: string,
	args: string[],
	options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<string> {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => {
		printed += chunk.toString();
		output += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) {
		throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.slice(-4_000)}`);
	}
	return printed;
}
