import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Refuses ports that nothing can listen on, before anything long is done. Ports are on 127.0.0.1;
 * 0 takes any free one.
 *
 * @param ports each by the environment variable that chooses it
 * @throws Error with what to do about the first of them that cannot be used
 */
export async function refuseTakenPorts(ports: Record<string, number>): Promise<void> {
	// Held until all are looked at, so that two variables with one port are noticed as well.
	const held: Server[] = [];
	try {
		for (const [variable, port] of Object.entries(ports)) held.push(await hold(port, variable));
	} finally {
		await Promise.all(held.map(release));
	}
}

async function hold(port: number, variable: string): Promise<Server> {
	try {
		const server = createServer().listen(port, '127.0.0.1');
		await once(server, 'listening');
		return server;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const advice =
			code === 'EADDRINUSE'
				? `is in use. End what uses it, or choose another in ${variable}.`
				: `cannot be used (${code}). Choose another in ${variable}.`;
		throw new Error(`Port ${port} ${advice}`, { cause: error });
	}
}

async function release(server: Server): Promise<void> {
	server.close();
	await once(server, 'close');
}
