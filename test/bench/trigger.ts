import { startInstance, type Instance } from '../drills/instance';
import { ENGINES, load, mean, ratio, type Receiver } from './calls.load';
import { ownCode } from './trigger.ownCode';
import { publishReceivers } from './trigger.receivers';

const ROUNDS = 4;

/**
 * What a second of n8n takes: events for n8n's own Webhook node, which verifies nothing, for the
 * Punchh Trigger without and with grouping, and GET checks, which start no execution, also with a
 * Braze node behind the trigger. Closed loop. BENCH_SECONDS sets how long each is measured in each round.
 */
export async function run(): Promise<void> {
	await ownCode();
	for (const { name, env, connections } of ENGINES) {
		const instance = await startInstance('bench', env, () => {});
		try {
			console.log(`\n${name}, ${connections} connections`);
			console.table(await measureAll(instance, connections));
		} finally {
			await instance.server.stop();
		}
	}
}

async function measureAll(instance: Instance, connections: number) {
	const receivers = await publishReceivers(instance);
	const results = await takeTurns(receivers, connections);
	const rateOf = (at: number) => mean(results[at].map(({ rate }) => rate));
	return Object.fromEntries(
		receivers.map(({ name }, at) => [
			name,
			{
				'per second': Math.round(rateOf(at) * 10) / 10,
				'to Webhook node': ratio(rateOf(at), rateOf(0)),
				'to GET check': ratio(rateOf(at), rateOf(3)),
				'p99 ms': Math.max(...results[at].map(({ p99 }) => p99)),
				'not 200': results[at].reduce((sum, { refused }) => sum + refused, 0),
			},
		]),
	);
}

/** n8n finishes executions after it has answered; the next receiver must not pay for them. */
const PAUSE_MS = 3_000;

/**
 * The machine has other things to do now and then, so each receiver is measured several times, in
 * every place of the order.
 */
async function takeTurns(receivers: Receiver[], connections: number) {
	const results = receivers.map(() => [] as Array<Awaited<ReturnType<typeof measure>>>);
	for (const receiver of receivers) await load(receiver, connections, 3);
	for (let round = 0; round < ROUNDS; round++) {
		for (const turn of receivers.keys()) {
			const at = (turn + round) % receivers.length;
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
			results[at].push(await measure(receivers[at], connections));
		}
	}
	return results;
}

async function measure(receiver: Receiver, connections: number) {
	const result = await load(receiver, connections, Number(process.env.BENCH_SECONDS ?? 6));
	return {
		rate: result['2xx'] / result.duration,
		refused: result.non2xx + result.errors,
		p99: result.latency.p99,
	};
}
