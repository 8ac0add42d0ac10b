import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../playground/paths';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

let npm: ChildProcess;
// What is left over, if a test has failed.
afterEach(() => {
	try {
		process.kill(-npm.pid!, 'SIGKILL');
	} catch {
		// Everything has ended.
	}
});

const ANY_PORTS = { SANDBOX_CONTROL_PORT: '0', SANDBOX_PUNCHH_PORT: '0', SANDBOX_BRAZE_PORT: '0' };

test.each<[signal: NodeJS.Signals, to: 'npm' | 'all of them, as from a terminal']>([
	['SIGTERM', 'npm'],
	['SIGTERM', 'all of them, as from a terminal'],
	['SIGINT', 'all of them, as from a terminal'],
	['SIGHUP', 'all of them, as from a terminal'],
])(
	'%s to %s ends what npm has started',
	async (signal, to) => {
		npm = spawn('npm', ['run', 'sandbox'], {
			cwd: ROOT,
			env: { ...process.env, ...ANY_PORTS },
			stdio: ['ignore', 'pipe', 'inherit'],
			detached: true,
		});
		let printed = '';
		for await (const chunk of npm.stdout!) {
			printed += String(chunk);
			if (printed.includes('Ctrl-C ends it')) break;
		}
		process.kill(to === 'npm' ? npm.pid! : -npm.pid!, signal);
		await gone(npm.pid!);
		expect(printed).toContain('Sandbox for Punchh and Braze');
	},
	60_000,
);

/** Settles when no process of the group is left. */
async function gone(group: number): Promise<void> {
	for (;;) {
		try {
			process.kill(-group, 0);
		} catch {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

test('programs that start others run in the shell of npm, which they watch', () => {
	const watching = Object.entries(scripts).filter(([, script]) => {
		const [file] = /\S+\.ts\b/.exec(script) ?? [];
		return file !== undefined && readFileSync(join(ROOT, file), 'utf8').includes('whenAskedToEnd(');
	});
	expect(watching.map(([name]) => name).sort()).toEqual(
		['attack', 'demo', 'dev', 'drill', 'matrix', 'pictures', 'sandbox', 'start'].sort(),
	);
	for (const [, script] of watching) expect(script).toMatch(/&& node --import tsx \S+\.ts/);
});
