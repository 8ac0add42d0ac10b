import execa from 'execa';
import getPort from 'get-port';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../../../playground/paths';
import { startService, type Service } from './service';

/** What n8n's queue mode needs beside n8n. */
export interface Services {
	redis: Service;
	postgres: Service;
	/** Of the database that n8n is to use. */
	databaseUrl: string;
	close(): Promise<void>;
}

/** Debian's folders of PostgreSQL's programs, one for each version. */
const DEBIAN = '/usr/lib/postgresql';

const DATABASE_USER = 'n8n';

/**
 * Starts a Redis and a PostgreSQL of our own on 127.0.0.1, on data of their own. They are installed
 * when they are missing and this is root on Debian.
 */
export async function startServices(): Promise<Services> {
	await execa('node', ['scripts/ensure-programs.mjs', 'postgresql', 'redis'], { cwd: ROOT });
	// Not below the clone: PostgreSQL's user may not be allowed in there.
	const folder = await mkdtemp(join(tmpdir(), 'drill-queue-'));
	let redis: Service | undefined;
	let postgres: Service | undefined;
	const close = async () => {
		await Promise.all([redis?.stop(), postgres?.stop()]);
		await rm(folder, { recursive: true, force: true });
	};
	try {
		redis = await startRedis(folder);
		postgres = await startPostgres(folder);
		const databaseUrl = `postgres://${DATABASE_USER}@127.0.0.1:${postgres.port}/postgres`;
		return { redis, postgres, databaseUrl, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The settings with which n8n uses a database. */
export function databaseSettings(databaseUrl: string): Record<string, string> {
	const { hostname, port, username, pathname } = new URL(databaseUrl);
	return {
		DB_POSTGRESDB_HOST: hostname,
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_USER: username,
		DB_POSTGRESDB_DATABASE: pathname.slice(1),
	};
}

/** Writes each change to its file, so that a job survives a restart. */
async function startRedis(folder: string): Promise<Service> {
	const port = await getPort({ host: '127.0.0.1' });
	const settings = {
		port,
		bind: '127.0.0.1',
		dir: folder,
		appendonly: 'yes',
		appendfsync: 'always',
	};
	return await startService({
		program: 'redis-server',
		args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
		port,
		log: join(folder, 'redis.log'),
		stopSignal: 'SIGTERM',
		isReady: async () => (await printed('redis-cli', ['-p', String(port), 'ping'])) === 'PONG',
	});
}

async function startPostgres(folder: string): Promise<Service> {
	const port = await getPort({ host: '127.0.0.1' });
	const programs = await postgresPrograms();
	const data = join(folder, 'postgres');
	const user = await postgresUser();
	if (user !== undefined) await chown(folder, user.uid, user.gid);
	await execa(join(programs, 'initdb'), ['-D', data, '-U', DATABASE_USER, '-A', 'trust'], user);
	return await startService({
		program: join(programs, 'postgres'),
		// No socket in a shared folder; nothing here is to survive the machine.
		args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'],
		port,
		log: join(folder, 'postgres.log'),
		user,
		stopSignal: 'SIGINT',
		isReady: async () =>
			(await printed(join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)])) !== '',
	});
}

async function postgresPrograms(): Promise<string> {
	const versions = await readdir(DEBIAN).catch(() => []);
	const newest = versions.sort((a, b) => Number(b) - Number(a)).at(0);
	if (newest !== undefined) return join(DEBIAN, newest, 'bin');
	const { stdout } = await execa('pg_config', ['--bindir']);
	return stdout;
}

/** PostgreSQL refuses to be run by root. */
async function postgresUser(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (flag: string) => Number((await execa('id', [flag, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** What a command printed; nothing when it failed. */
async function printed(command: string, args: string[]): Promise<string> {
	const { failed, stdout } = await execa(command, args, { reject: false });
	return failed ? '' : stdout;
}
