import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { BRAZE_KEY } from '../../../sandbox/braze/seed';
import { PUNCHH_KEYS } from '../../../sandbox/punchh/seed';
import { runNode } from '../ground';
import type { Probe } from '../probe';

/** Each credential that has an address, with all but the address. */
const CREDENTIALS: Record<string, (address: string) => IDataObject> = {
	punchhApi: (baseUrl) => ({ baseUrl, apiKey: PUNCHH_KEYS.admin }),
	punchhMobileApi: (baseUrl) => ({
		baseUrl,
		client: PUNCHH_KEYS.client,
		secret: PUNCHH_KEYS.secret,
		digestAlgorithm: 'byPath',
	}),
	brazeApi: (customUrl) => ({ instance: 'custom', customUrl, apiKey: BRAZE_KEY }),
};

/** Addresses that lead somewhere else than they seem to, or send a key in clear. */
const ADDRESSES: Record<string, (port: number) => string> = {
	empty: () => '',
	'a path': () => '/api2',
	'another scheme': (port) => `ftp://127.0.0.1:${port}`,
	'user and password': (port) => `http://user:password@127.0.0.1:${port}`,
	'a query': (port) => `http://127.0.0.1:${port}?a=`,
	'a fragment': (port) => `http://127.0.0.1:${port}#`,
	'a host without a dot': () => 'https://api2',
	'http to another machine': () => 'http://loyalty.example.com',
};

/** A server that notes whether anybody connects to it. */
async function startCatcher() {
	let connections = 0;
	const server = createServer((socket) => {
		connections++;
		socket.destroy();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		connections: () => connections,
		close: () => void server.close(),
	};
}

/** A key goes to the server of its credential, over https, or nowhere. */
const buttons: Probe[] = Object.entries(CREDENTIALS).flatMap(([type, dataOf]) =>
	Object.entries(ADDRESSES).map(([name, addressOf]) => ({
		what: `${type}: ${name}`,
		async try({ client }) {
			const catcher = await startCatcher();
			const address = addressOf(catcher.port);
			const { status, message } = await client
				.testCredential(type, dataOf(address))
				// n8n itself wants some of them filled in.
				.catch(({ message: refusal }: Error) => ({ status: 'Error', message: refusal }));
			catcher.close();
			const isTold = /in the credential|is mandatory/.test(message);
			return {
				holds: status === 'Error' && isTold && catcher.connections() === 0,
				saw: `${catcher.connections()} connections: ${message.slice(0, 90)}`,
			};
		},
	})),
);

/** What n8n's HTTP Request node can be told to do with a key. */
const REQUESTS: Record<string, (brazeUrl: string, catcher: string) => IDataObject> = {
	'to another server': (_brazeUrl, url) => ({ url, options: {} }),
	'through a proxy': (url, proxy) => ({ url, options: { proxy } }),
};

const requests = Object.entries(REQUESTS).map(
	([how, request]): Probe => ({
		what: `HTTP Request with brazeApi: ${how}`,
		async try(ground) {
			const catcher = await startCatcher();
			const { data } = await runNode(ground, {
				type: 'httpRequest',
				credential: 'brazeApi',
				parameters: {
					method: 'GET',
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'brazeApi',
					...request(ground.sandbox.brazeUrl, `http://127.0.0.1:${catcher.port}`),
				} as INodeParameters,
			});
			catcher.close();
			const message = String(data.resultData.error?.message);
			return {
				holds: catcher.connections() === 0 && message.includes('Nothing was sent'),
				saw: `${catcher.connections()} connections: ${message.slice(0, 90)}`,
			};
		},
	}),
);

export const probes: Probe[] = [...buttons, ...requests];
