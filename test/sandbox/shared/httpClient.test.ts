import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { Clock } from '../../../sandbox/shared/clock';
import { HttpClient } from '../../../sandbox/shared/httpClient';

let server: Server;
let client: HttpClient;
let url: string;
const sockets: Socket[] = [];

beforeEach(async () => {
	sockets.length = 0;
	server = createServer((_request, response) => response.end('taken'));
	server.keepAliveTimeout = 0;
	server.on('connection', (socket) => sockets.push(socket));
	await once(server.listen(0, '127.0.0.1'), 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	client = new HttpClient(new Clock(), 15_000);
});
afterEach(() => {
	client.close();
	server.close();
});

const send = async () => (await client.send({ method: 'GET', url, headers: {} })).body;

test('calls share a connection, and one that is idle is ended before the receiver may end it', async () => {
	expect(await send()).toBe('taken');
	expect(await send()).toBe('taken');
	expect(sockets).toHaveLength(1);
	await once(sockets[0], 'close');
	expect(await send()).toBe('taken');
	expect(sockets).toHaveLength(2);
});
