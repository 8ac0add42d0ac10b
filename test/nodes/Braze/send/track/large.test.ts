import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject } from 'n8n-workflow';

import { BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { fuzzRuns } from '../../../../harness/fuzz';
import { runNode } from '../../../../harness/runNode';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** `npm run bench -- memory` runs it with 100,000. */
const ITEMS = fuzzRuns(3_000, 100_000);

const REQUESTS = Math.ceil(ITEMS / 75);

/** The text of an object alone has more. */
const BYTES_PER_VERDICT = 64;

/** A Braze that takes everything and remembers only how much it was, and how full the heap is. */
class Taker {
	requests = 0;

	objects = 0;

	/** Bytes of the heap that are in use, at some of the requests. */
	readonly heap = new Map<number, number>();

	private readonly server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { events } = JSON.parse(Buffer.concat(chunks).toString()) as { events: unknown[] };
			this.requests++;
			this.objects += events.length;
			if (this.requests % 400 === 34) {
				collectGarbage();
				this.heap.set(this.requests, process.memoryUsage().heapUsed);
			}
			response.writeHead(201, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ message: 'success', events_processed: events.length }));
		});
	});

	async listen(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}
}

test('many items: no request too many, a verdict for each, and memory that grows by verdicts alone', async () => {
	const taker = new Taker();
	const customUrl = await taker.listen();
	const items = Array.from(
		{ length: ITEMS },
		(_, id): IDataObject => ({
			events: [{ external_id: `u${id}`, name: 'visited', time: '2026-03-14T16:20:11Z' }],
		}),
	);
	const result = await runNode({
		node: 'braze',
		credentials: { brazeApi: { instance: 'custom', customUrl, apiKey: BRAZE_KEY } },
		parameters: {
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: '={{ $json }}',
		},
		items,
	});
	await taker.close();
	expect(result.error).toBeUndefined();
	expect(taker.requests).toBe(REQUESTS);
	expect(taker.objects).toBe(ITEMS);
	expect(result.items).toHaveLength(ITEMS);
	expect(result.items.every(({ json }) => json.verdict === 'accepted')).toBe(true);

	const heap = [...taker.heap.values()];
	expect(heap.length).toBe(Math.ceil(REQUESTS / 400));
	// Nothing is kept of a request but the verdicts, which an entry of a map each leads to.
	expect(heap[heap.length - 1] - heap[0]).toBeLessThanOrEqual(ITEMS * BYTES_PER_VERDICT);
}, 300_000);
