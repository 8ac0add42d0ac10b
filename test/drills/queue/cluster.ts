import getPort from 'get-port';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureN8n } from '../../../playground/installN8n';
import { installPackage } from '../../../playground/installPackage';
import { N8nClient } from '../../../playground/n8nClient';
import { startN8n, type N8nCommand, type N8nServer } from '../../../playground/n8nServer';
import { DATA } from '../../../playground/paths';
import { ensureSecrets, type Secrets } from '../../../playground/secrets';
import { settings, type Storage } from '../instance';
import { Balancer } from './balancer';
import { composedSettings } from './composed';
import { databaseSettings, startServices, type Services } from './services';

/** A process of n8n, which can be ended and started again. */
export class Member {
	private server?: N8nServer;

	constructor(
		readonly name: string,
		readonly port: number,
		private readonly launch: () => Promise<N8nServer>,
	) {}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async start(): Promise<void> {
		this.server = await this.launch();
	}

	/** Ends it, if it runs, as a power failure does. */
	async kill(): Promise<void> {
		if (this.server === undefined) return;
		process.kill(this.server.pid, 'SIGKILL');
		await this.server.ended;
		this.server = undefined;
	}
}

/** An n8n in queue mode: one main process, two that take webhooks, two that run workflows. */
export interface Cluster extends Storage {
	services: Services;
	secrets: Secrets;
	client: N8nClient;
	webhooks: Member[];
	workers: Member[];
	/** The address that Punchh knows. */
	server: Balancer;
	stop(): Promise<void>;
}

/** Each with its service in the guide's compose file. The first one makes the tables, so the others wait. */
const ROLES: Array<{ name: string; service: string; command: N8nCommand }> = [
	{ name: 'main', service: 'main', command: 'start' },
	{ name: 'webhook-1', service: 'webhook', command: 'webhook' },
	{ name: 'webhook-2', service: 'webhook', command: 'webhook' },
	{ name: 'worker-1', service: 'worker', command: 'worker' },
	{ name: 'worker-2', service: 'worker', command: 'worker' },
];

/** n8n finds out in seconds, and not in a minute and a half, that a worker died. */
const FAST = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** Starts it, each process with a folder of its own as on machines of their own. */
export async function startCluster(say: (line: string) => void = console.log): Promise<Cluster> {
	const folder = join(DATA, 'drill-queue');
	await rm(folder, { recursive: true, force: true });
	const installation = await ensureN8n(say);
	await installPackage(installation, join(folder, 'main'), say);
	say('Starting PostgreSQL, Redis, and five processes of n8n ...');
	const [secrets, services] = [await ensureSecrets(join(folder, 'main')), await startServices()];
	const members: Member[] = [];
	let server: Balancer | undefined;
	const stop = async () => {
		server?.close();
		// Nothing of it is used again.
		await Promise.all(members.map(async (member) => await member.kill()));
		await services.close();
	};
	try {
		const settingsOf = composedHere(services);
		for (const { name, service, command } of ROLES) {
			const env = settingsOf(service);
			const userFolder = join(folder, name);
			if (name !== 'main') await copyPackage(join(folder, 'main'), userFolder);
			const port = await getPort({ host: '127.0.0.1' });
			const launch = async () => await startN8n(installation, userFolder, port, env, command);
			members.push(new Member(name, port, launch));
		}
		const [main, ...others] = members;
		await main.start();
		await Promise.all(others.map(async (member) => await member.start()));
		const webhooks = others.filter(({ name }) => name.startsWith('webhook'));
		const workers = others.filter(({ name }) => name.startsWith('worker'));
		server = await new Balancer(webhooks.map(({ port }) => port)).listen();
		const client = new N8nClient(main.url, undefined, server);
		await client.logIn(secrets.ownerPassword);
		const running = { services, secrets, client, webhooks, workers, server, stop };
		return { installation, database: services.databaseUrl, ...running };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The settings of each service of the compose file, with the places of this machine. */
function composedHere(services: Services): (service: string) => Record<string, string> {
	const filled = {
		N8N_HOST: 'n8n.example.com',
		N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
		POSTGRES_PASSWORD: randomBytes(16).toString('hex'),
	};
	const places = placesOf(services);
	return (service) => settings({ ...composedSettings(service, filled), ...FAST, ...places });
}

/** Where Redis and PostgreSQL are on this machine. */
function placesOf({ redis, databaseUrl }: Services): Record<string, string> {
	return {
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...databaseSettings(databaseUrl),
	};
}

async function copyPackage(from: string, to: string): Promise<void> {
	await mkdir(to, { recursive: true });
	const nodes = join('.n8n', 'nodes');
	await cp(join(from, nodes), join(to, nodes), { recursive: true });
}
