import execa from 'execa';
import getPort from 'get-port';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../../playground/paths';
import { readQueueModeFile } from './composed';
import { startService, type Service } from './service';

/**
 * Starts the HAProxy of the guide, with its file as it is but for Docker's addresses, before one n8n. It
 * is installed when it is missing and this is root on Debian.
 *
 * @param folder for its file and what it prints
 * @param n8nPort of the n8n to which all calls go
 */
export async function startProxy(folder: string, n8nPort: number): Promise<Service> {
	await execa('node', ['scripts/ensure-programs.mjs', 'haproxy'], { cwd: ROOT });
	const port = await getPort({ host: '127.0.0.1' });
	const file = join(folder, 'haproxy.cfg');
	await writeFile(file, withoutDocker(readQueueModeFile('haproxy.cfg'), port, n8nPort));
	return await startService({
		program: 'haproxy',
		args: ['-db', '-f', file],
		port,
		log: join(folder, 'haproxy.log'),
		stopSignal: 'SIGTERM',
		isReady: async () => await isAnswered(`http://127.0.0.1:${port}/healthz`),
	});
}

/** Docker finds the containers by name, and there may be many; here is one n8n on a port. */
export function withoutDocker(cfg: string, port: number, n8nPort: number): string {
	return cfg
		.replace(/^resolvers .*\n(\t.*\n)*/m, '')
		.replace(/^\tdefault-server resolvers .*\n/gm, '')
		.replace('bind :80', `bind 127.0.0.1:${port}`)
		.replace(/(server-template webhook) \d+ webhook:5678/, `$1 1 127.0.0.1:${n8nPort}`)
		.replace('server main main:5678', `server main 127.0.0.1:${n8nPort}`);
}

const isAnswered = async (url: string) =>
	await fetch(url).then(
		({ ok }) => ok,
		() => false,
	);
