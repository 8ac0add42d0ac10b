import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Where the copies of an event go: all to one process, or each to another one than the last. */
export type Copies = 'together' | 'apart';

/** Stands before the webhook processes of an n8n, as a load balancer does. */
export class Balancer {
	copies: Copies = 'apart';

	/** Whether it answers 503 to everything, as for maintenance, and lets nothing through. */
	isClosed = false;

	/** Which of the processes have acknowledged an event, by its content_id. */
	readonly takenBy = new Map<string, Set<number>>();

	private readonly agent = new Agent({ keepAlive: true });

	private readonly server = createServer((call, answer) => void this.pass(call, answer));

	/** How often an event came. */
	private readonly tries = new Map<string, number>();

	/** @param ports of the processes; one that does not answer counts as a 502 */
	constructor(private readonly ports: number[]) {}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async listen(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
		this.agent.destroy();
	}

	private async pass(call: IncomingMessage, answer: ServerResponse): Promise<void> {
		const body = await buffer(call);
		if (this.isClosed) return void answer.writeHead(503).end();
		const contentId = contentIdOf(body);
		const chosen = this.choose(contentId);
		const { method, url: path, headers } = call;
		const port = this.ports[chosen];
		const forwarded = request({
			host: '127.0.0.1',
			port,
			method,
			path,
			headers,
			agent: this.agent,
		});
		forwarded.on('response', (response) => {
			if (response.statusCode === 200) this.noteTaken(contentId, chosen);
			answer.writeHead(response.statusCode!, response.headers);
			response.pipe(answer);
		});
		forwarded.on('error', () => {
			if (answer.headersSent) answer.destroy();
			else answer.writeHead(502).end();
		});
		// A sender that gives up is gone for n8n too.
		answer.on('close', () => forwarded.destroy());
		forwarded.end(body);
	}

	private choose(contentId: string): number {
		const first = Number.parseInt(contentId, 16) || 0;
		const tries = this.tries.get(contentId) ?? 0;
		this.tries.set(contentId, tries + 1);
		return (this.copies === 'apart' ? first + tries : first) % this.ports.length;
	}

	private noteTaken(contentId: string, by: number): void {
		this.takenBy.set(contentId, (this.takenBy.get(contentId) ?? new Set()).add(by));
	}
}

/** The content_id of an event; nothing for another body. It begins with eight hexadecimal digits. */
function contentIdOf(body: Buffer): string {
	return /"content_id":"([^"]+)"/.exec(body.toString())?.[1] ?? '';
}
