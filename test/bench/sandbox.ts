/**
 * How many track requests a second the sandbox's Braze side answers, beside a bare fastify that
 * answers the same without looking at the body; and how busy it is when it is asked 2,000 times a
 * second. Servers run in a process of their own; "busy" is the share of one core that it takes.
 *
 * `npx tsx test/bench/sandbox.ts`
 */
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { startSandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { listen } from '../../sandbox/shared/server';

const PROFILES = 100_000;
const CONNECTIONS = 20;
const SECONDS = 5;
/** Different bodies of each size, sent in turn. */
const BODIES = 40;

interface Urls {
	bare: string;
	sandbox: string;
}

/** What the servers' process sends back when it is asked. */
type Message = { urls: Urls } | { kept: number; cpuMs: number };

/** What the sandbox must answer with time to spare. */
const RATE = 2_000;

/** As fast as it goes where there is no rate. */
const CASES = [
	{ server: 'bare', objects: 1 },
	{ server: 'sandbox', objects: 1 },
	{ server: 'sandbox', objects: 1, rate: RATE },
	{ server: 'bare', objects: 75 },
	{ server: 'sandbox', objects: 75 },
	{ server: 'sandbox', objects: 75, rate: RATE },
] as const;

/** Measures all cases, one after the other, and prints them. */
export async function run(): Promise<void> {
	const servers = fork(__filename, ['serve'], { execArgv: process.execArgv });
	try {
		const { urls } = (await reply(servers)) as { urls: Urls };
		const rows = [];
		let sent = 0;
		for (const { server, objects, ...limit } of CASES) {
			const before = await count(servers);
			const result = await load(urls[server], objects, limit);
			const after = await count(servers);
			if (server === 'sandbox') sent += result['2xx'] * objects;
			rows.push({
				server,
				objects,
				asked: 'rate' in limit ? `${limit.rate}/s` : 'as fast as it goes',
				'requests/s': Math.round(result.requests.average),
				'objects/s': Math.round(result.requests.average * objects),
				busy: `${Math.round((after.cpuMs - before.cpuMs) / (SECONDS * 10))} %`,
				'p50 ms': result.latency.p50,
				'p99 ms': result.latency.p99,
				'not 2xx': result.non2xx + result.errors,
			});
		}
		console.table(rows);
		const { kept } = await count(servers);
		console.log(`Answered as taken: at least ${sent} objects; kept on profiles: ${kept}.`);
	} finally {
		servers.kill();
	}
}

async function reply(servers: ChildProcess): Promise<Message> {
	const [message] = (await once(servers, 'message')) as [Message];
	return message;
}

async function count(servers: ChildProcess): Promise<{ kept: number; cpuMs: number }> {
	servers.send('count');
	return (await reply(servers)) as { kept: number; cpuMs: number };
}

async function load(
	url: string,
	objects: number,
	{ rate }: { rate?: number },
): Promise<autocannon.Result> {
	const requests = Array.from({ length: BODIES }, (_value, index) => ({
		method: 'POST' as const,
		path: '/users/track',
		headers: { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' },
		body: JSON.stringify({ events: events(index * objects, objects) }),
	}));
	const pace = rate === undefined ? {} : { overallRate: rate };
	return await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, requests, ...pace });
}

/** Check-ins as a workflow sends them. */
function events(first: number, count: number): unknown[] {
	return Array.from({ length: count }, (_value, index) => ({
		external_id: `guest-${(first + index) * 31}`,
		name: 'loyalty_checkin',
		time: '2026-03-14T16:20:11Z',
		properties: { store_number: 114, receipt_amount: 18.4, points_earned: 18, channel: 'pos' },
	}));
}

/** The other process: both servers, with many profiles in the sandbox. */
async function serve(): Promise<void> {
	const bare = Fastify();
	bare.post('/users/track', async (_request, answer) =>
		answer.status(201).send({ message: 'success', events_processed: 1 }),
	);
	const sandbox = await startSandbox();
	sandbox.braze.seed({
		profiles: Array.from({ length: PROFILES }, (_value, index) => ({
			external_id: `guest-${index}`,
			attributes: { email: `guest-${index}@example.com` },
		})),
	});
	const urls: Urls = { bare: await listen(bare, 0), sandbox: sandbox.brazeUrl };
	process.send?.({ urls } satisfies Message);
	process.on('message', () => {
		const { user, system } = process.cpuUsage();
		const kept = sandbox.braze.profiles.reduce((sum, { events: own }) => sum + own.length, 0);
		process.send?.({ kept, cpuMs: (user + system) / 1_000 } satisfies Message);
	});
}

if (require.main === module) void (process.argv[2] === 'serve' ? serve() : run());
