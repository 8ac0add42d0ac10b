import execa, { type ExecaChildProcess } from 'execa';
import getPort from 'get-port';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { fetchFresh } from './fetchFresh';
import type { N8nInstallation } from './installN8n';
import { hasEnded, startProgram } from './program';

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
	const child = startProgram(installation.node, [installation.n8n, command], {
		log: createWriteStream(log),
		lastSignal: 'SIGKILL',
		env: {
			...SETTINGS,
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			// A worker serves nothing but whether it is ready.
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			// The broker of n8n's task runners has a port of its own, which two instances cannot share.
			N8N_RUNNERS_BROKER_PORT: String(await getPort({ host: '127.0.0.1' })),
			...env,
		},
	});
	const ended = child.then(() => {});
	const url = `http://127.0.0.1:${port}`;
	await waitUntilReady(url, child, log);
	return { url, pid: child.pid!, log, ended, stop: async () => await stop(child) };
}

async function waitUntilReady(url: string, child: ExecaChildProcess, log: string): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (Date.now() < deadline) {
		if (hasEnded(child)) throw new Error(`n8n ended with ${child.exitCode}: see ${log}`);
		const ready = await fetchFresh(`${url}/healthz/readiness`).then(
			({ ok }) => ok,
			() => false,
		);
		if (ready) return;
		await sleep(POLL_MS);
	}
	child.kill('SIGKILL');
	throw new Error(`n8n was not ready after ${READY_WITHIN_MS / 1_000} s: see ${log}`);
}

async function stop(child: ExecaChildProcess): Promise<void> {
	child.kill('SIGTERM', { forceKillAfterTimeout: STOP_WITHIN_MS });
	await child;
}

/**
 * Runs a command of n8n that ends by itself, on the data of an instance, which may be running.
 *
 * @returns what it printed
 * @throws Error when it fails
 */
export async function runN8n(
	{ node, n8n }: N8nInstallation,
	userFolder: string,
	args: string[],
): Promise<string> {
	// The key of the instance is in its folder.
	const env = { ...SETTINGS, N8N_USER_FOLDER: userFolder, N8N_ENCRYPTION_KEY: undefined };
	const { stdout, stderr } = await execa(node, [n8n, ...args], { env });
	return stdout + stderr;
}
