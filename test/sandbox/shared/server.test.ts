import { once } from 'node:events';
import { connect } from 'node:net';

import { startSandbox } from '../../../sandbox';
import { createServer, failureOf, listen } from '../../../sandbox/shared/server';

const LIMIT = 1_000_000;
const PIECE = Buffer.alloc(100_000, 'x');
const PIECES = 200;

test('a client that is still writing sees that its body is too large', async () => {
	const server = createServer(LIMIT);
	server.setErrorHandler(async (error, _request, reply) =>
		reply.code(failureOf(error) === 'bodyTooLarge' ? 413 : 500).send('refused'),
	);
	server.post('/', async ({ body }) => String(body).length);
	expect(await heardByWriter(await listen(server, 0))).toMatch(/^HTTP\/1\.1 413 /);
	await server.close();
});

test.each(['punchhUrl', 'brazeUrl'] as const)('so it does at %s', async (side) => {
	const sandbox = await startSandbox();
	expect(await heardByWriter(sandbox[side])).toMatch(/^HTTP\/1\.1 413 /);
	await sandbox.close();
});

/** The answer to a client that reads nothing before it has written all, as those of Ruby and Python do. */
async function heardByWriter(url: string): Promise<string> {
	const socket = connect(Number(new URL(url).port), '127.0.0.1');
	socket.pause();
	const head = ['POST / HTTP/1.1', `Host: ${new URL(url).host}`, 'Content-Type: text/plain'];
	socket.write(`${head.join('\r\n')}\r\nContent-Length: ${PIECE.length * PIECES}\r\n\r\n`);
	for (let piece = 0; piece < PIECES; piece++) {
		if (!socket.write(PIECE)) await once(socket, 'drain');
	}
	const [answer] = (await once(socket.resume(), 'data')) as [Buffer];
	socket.destroy();
	return answer.toString();
}
