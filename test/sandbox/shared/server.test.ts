import { once } from 'node:events';
import { connect } from 'node:net';

import { createServer, failureOf, listen } from '../../../sandbox/shared/server';

const LIMIT = 1_000_000;
const PIECE = Buffer.alloc(100_000, 'x');

test('a client that is still writing sees that its body is too large', async () => {
	const server = createServer(LIMIT);
	server.setErrorHandler(async (error, _request, reply) =>
		reply.code(failureOf(error) === 'bodyTooLarge' ? 413 : 500).send('refused'),
	);
	server.post('/', async ({ body }) => String(body).length);
	const { port } = new URL(await listen(server, 0));
	const socket = connect(Number(port), '127.0.0.1');
	let heard = '';
	socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
	const head = (length: number) =>
		`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\n\r\n`;
	socket.write(head(PIECE.length * 40));
	for (let piece = 0; piece < 40; piece++) {
		if (!socket.write(PIECE)) await once(socket, 'drain');
	}
	while (!heard.includes('refused')) await once(socket, 'data');
	expect(heard).toMatch(/^HTTP\/1\.1 413 /);
	socket.destroy();
	await server.close();
});
