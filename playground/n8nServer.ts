import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from './freePort';
import type { N8nInstallation } from './installN8n';

export interface N8nServer {
	url: string;
	/** The process. */
	pid: number;
	/** File with everything that n8n printed. */
	log: string;
	/** Settles when the process has ended, whoever ended it. */
	ended: Promise<void>;
	stop(): Promise<void>;
}

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 20_000;
const POLL_MS = 250;

/** Settings of a private instance: no telemetry, no look-ups elsewhere, this machine only. */
const SETTINGS = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	DB_TYPE: 'sqlite',
	// jest sets it to `test`, which n8n takes for its own tests.
	NODE_ENV: 'production',
	GENERIC_TIMEZONE: 'America/New_York',
};

/** What a process of n8n does: everything, or its part in queue mode. */
export type N8nCommand = 'start' | 'webhook' | 'worker';

/**
 * Starts an n8n and waits until it answers.
 *
 * @param env further settings, which win over the ones here
 * @throws Error when n8n ends or is not ready in time; it names the log
 */
export async function startN8n(
	installation: N8nInstallation,
	userFolder: string,
	port: number,
	env: Record<string, string> = {},
	command: N8nCommand = 'start',
): Promise<N8nServer> {
	await mkdir(userFolder, { recursive: true });
	const log = join(userFolder, 'n8n.log');
	const output = createWriteStream(log);
	const child = spawn(installation.node, [installation.n8n, command], {
		env: {
			...process.env,
			...SETTINGS,
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			// A worker serves nothing but whether it is ready.
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			// The broker of n8n's task runners has a port of its own, which two instances cannot share.
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
		// A group of its own, so that Ctrl-C reaches us only and n8n is ended in order.
		detached: true,
	});
	const endWithUs = () => child.kill('SIGKILL');
	process.once('exit', endWithUs);
	child.once('exit', () => process.off('exit', endWithUs));
	child.stdout.pipe(output);
	child.stderr.pipe(output);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const url = `http://127.0.0.1:${port}`;
	await waitUntilReady(url, child, log);
	return { url, pid: child.pid!, log, ended, stop: async () => await stop(child, ended) };
}

async function waitUntilReady(url: string, child: ChildProcess, log: string): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`n8n ended with ${child.exitCode}: see ${log}`);
		const ready = await fetch(`${url}/healthz/readiness`).then(
			({ ok }) => ok,
			() => false,
		);
		if (ready) return;
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	child.kill('SIGKILL');
	throw new Error(`n8n was not ready after ${READY_WITHIN_MS / 1_000} s: see ${log}`);
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
	await ended;
	clearTimeout(timer);
}
