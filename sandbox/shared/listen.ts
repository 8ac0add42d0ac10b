import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';

/** The sandbox is for this computer only. */
const host = '127.0.0.1';

/** Starts a server on this computer (port 0: any free one) and returns its base URL. */
export async function listen(app: FastifyInstance, port: number): Promise<string> {
	await app.listen({ host, port });
	const address = app.server.address() as AddressInfo;
	return `http://${host}:${address.port}`;
}
