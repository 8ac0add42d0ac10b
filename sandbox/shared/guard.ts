import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Names of this machine, as they stand in URLs. */
export const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** How much is repeated of what somebody sent. */
const SHOWN_CHARACTERS = 100;

/**
 * Refuses with 403 what a page of somebody else could make a browser send: calls under a name that
 * was made to point to this machine (DNS rebinding), and calls of pages that the server did not
 * serve. Programs send no origin, and use a name of this machine.
 *
 * @param furtherHosts names that are allowed beside those of the loopback
 */
export function refuseForeignPages(server: FastifyInstance, furtherHosts: string[]): void {
	const hosts = [...LOOPBACK, ...furtherHosts];
	server.addHook('onRequest', async (request, reply) => {
		const error = foreignness(request, hosts);
		if (error !== undefined) return await reply.status(403).send({ error });
	});
}

/** Why a call is refused. */
function foreignness({ headers, socket, method }: FastifyRequest, hosts: string[]) {
	const isOwn = (url: string) => isAt(url, hosts, socket.localPort);
	const { host = '', origin } = headers;
	if (!isOwn(`http://${host}`)) {
		const shown = host.slice(0, SHOWN_CHARACTERS);
		return `The sandbox answers under ${hosts.join(', ')} with its own port, not under "${shown}". Add the name to SANDBOX_HOSTS if it is yours.`;
	}
	const site = String(headers['sec-fetch-site'] ?? 'none');
	const isLink = method === 'GET' && headers['sec-fetch-dest'] === 'document';
	const isForeign = origin === undefined ? !OWN_SITES.includes(site) && !isLink : !isOwn(origin);
	return isForeign ? 'Only its own page may call the sandbox from a browser.' : undefined;
}

/** What browsers say of calls that a page makes to its own server, and that the user makes. */
const OWN_SITES = ['same-origin', 'none'];

function isAt(url: string, hosts: string[], ownPort: number | undefined): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname, port } = new URL(url);
	return protocol === 'http:' && hosts.includes(hostname) && Number(port || 80) === ownPort;
}
