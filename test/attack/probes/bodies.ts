import { randomBytes } from 'node:crypto';

import { publishTrigger, rawCall } from '../ground';
import type { Ground, Probe } from '../probe';

/** Just below what n8n reads. */
const SIZE = 15_900_000;
const fill = (unit: string) => unit.repeat(Math.floor(SIZE / unit.length));

/** Bodies that cost most where they are parsed before anybody has proved anything. */
const SHAPES: Record<string, string> = {
	'one text': `{"a":"${'x'.repeat(SIZE)}"}`,
	'many names': `{${fill('"a":1,')}"b":1}`,
	'a deep list': fill('['),
	'a deep object': fill('{"a":'),
	'many numbers': `[${fill('1,')}1]`,
	escapes: `"${fill('\\u0041')}"`,
	'a form': fill('a[b]=1&'),
	whitespace: fill(' \n'),
	'a signature line that does not end': `t=1,v1=${fill('0')}`,
};

const MOST_MS = 150;

/** How long n8n's health check took at most while a call was made, in milliseconds. */
async function longestPause({ n8n }: Ground, work: () => Promise<unknown>): Promise<number> {
	let isOver = false;
	let longest = 0;
	const watch = (async () => {
		while (!isOver) {
			const beganAt = performance.now();
			await (await fetch(`${n8n.url}/healthz`)).text();
			longest = Math.max(longest, performance.now() - beganAt);
		}
	})();
	await work();
	isOver = true;
	await watch;
	return longest;
}

/** The least of three: what else the machine does only adds to it. */
async function pauseOf(ground: Ground, url: string, body: string, headers = {}): Promise<number> {
	const pauses: number[] = [];
	for (let round = 0; round < 3; round++) {
		const call = async () =>
			await rawCall(url, 'POST', { 'Content-Type': 'text/plain', ...headers }, body);
		pauses.push(await longestPause(ground, call));
	}
	return Math.min(...pauses);
}

const CREDENTIALS = {
	header: {
		scheme: 'header',
		headerName: 'X-Secret',
		headerSecret: randomBytes(20).toString('hex'),
	},
	basic: { scheme: 'basic', user: 'braze', password: randomBytes(20).toString('hex') },
	hmac: { scheme: 'hmac', secret: randomBytes(20).toString('hex') },
};

/** An anonymous call of 16 MB must not hold n8n up more than plain text does anywhere. */
export const probes: Probe[] = Object.entries(CREDENTIALS).map(([scheme, data]) => ({
	what: `16 MB to a Braze Trigger with ${scheme}, in ${Object.keys(SHAPES).length} shapes`,
	async try(ground) {
		const { url } = await publishTrigger(
			ground,
			'brazeTrigger',
			{},
			{ type: 'brazeWebhookApi', data },
		);
		const plain = await pauseOf(ground, ground.webhookUrl, 'x'.repeat(SIZE));
		const pauses: Array<[string, number]> = [];
		for (const [name, body] of Object.entries(SHAPES)) {
			pauses.push([name, (await pauseOf(ground, url, body)) - plain]);
		}
		const [worst, ms] = pauses.sort(([, one], [, other]) => other - one)[0];
		return {
			holds: ms < MOST_MS,
			saw: `${worst}: ${Math.round(ms)} ms more than the ${Math.round(plain)} ms of plain text`,
		};
	},
}));
