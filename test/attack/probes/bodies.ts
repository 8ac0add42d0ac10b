import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { randomBytes } from 'node:crypto';

import { publishTrigger, rawCall } from '../ground';
import type { Ground, Probe, Seen } from '../probe';

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
	'a signature of nobody': `t=1,v1=${'0'.repeat(64)}\n${fill('x')}`,
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

const MOST_ROUNDS = 8;

/**
 * The least of several calls, because what else the machine does only adds to it.
 *
 * @param enough no more calls are made once one takes less
 */
async function pauseOf(
	ground: Ground,
	[url, body, headers = {}]: [url: string, body: string, headers?: Record<string, string>],
	enough: number,
): Promise<number> {
	let least = Infinity;
	for (let round = 0; round < MOST_ROUNDS && least >= enough; round++) {
		const call = async () =>
			await rawCall(url, 'POST', { 'Content-Type': 'text/plain', ...headers }, body);
		least = Math.min(least, await longestPause(ground, call));
	}
	return least;
}

const guess = randomBytes(20).toString('hex');
const secret = randomBytes(20).toString('hex');
const SIGNED_BY_NOBODY = { authorization: `hmac ${'0'.repeat(64)}` };

interface Target {
	type: 'brazeTrigger' | 'punchhTrigger';
	credential: IDataObject;
	options?: INodeParameters;
	/** What the caller adds. */
	headers?: Record<string, string>;
}

/** Each way to prove oneself, and a signature also where the trigger is told to read everything. */
const TARGETS: Record<string, Target> = {
	'Braze, header': {
		type: 'brazeTrigger',
		credential: { scheme: 'header', headerName: 'X-Secret', headerSecret: secret },
		headers: { 'X-Secret': guess },
	},
	'Braze, Basic': {
		type: 'brazeTrigger',
		credential: { scheme: 'basic', user: 'braze', password: secret },
	},
	'Braze, signature': { type: 'brazeTrigger', credential: { scheme: 'hmac', secret } },
	'Braze, signature, 16 MB allowed': {
		type: 'brazeTrigger',
		credential: { scheme: 'hmac', secret },
		options: { maxBodyMb: 16 },
	},
	'Punchh, Bearer': {
		type: 'punchhTrigger',
		credential: { scheme: 'bearer', token: secret },
		headers: { authorization: `bearer ${guess}` },
	},
	'Punchh, signature': {
		type: 'punchhTrigger',
		credential: { scheme: 'hmacSha256', secret },
		headers: SIGNED_BY_NOBODY,
	},
	'Punchh, signature, 16 MB allowed': {
		type: 'punchhTrigger',
		credential: { scheme: 'hmacSha256', secret },
		options: { maxBodyMb: 16, publicBaseUrl: 'https://hooks.example.com/n8n' },
		headers: SIGNED_BY_NOBODY,
	},
};

/** What a call says of the size of its body. */
const SIZES: Record<string, Record<string, string>> = {
	'its size told': {},
	'its size not told': { 'Transfer-Encoding': 'chunked' },
};

/** An anonymous call of 16 MB must not hold n8n up more than plain text does anywhere. */
export const probes: Probe[] = Object.entries(TARGETS).flatMap(([target, given]) =>
	Object.entries(SIZES).map(([told, size]) => ({
		what: `${target}: 16 MB, ${told}, in ${Object.keys(SHAPES).length} shapes`,
		try: async (ground) => await compare(ground, given, { ...given.headers, ...size }),
	})),
);

async function compare(
	ground: Ground,
	{ type, credential, options = {} }: Target,
	headers: Record<string, string>,
): Promise<Seen> {
	const { url } = await publishTrigger(
		ground,
		type,
		{ options, ...(type === 'punchhTrigger' ? { events: ['guest'] } : {}) },
		{ type: type === 'punchhTrigger' ? 'punchhWebhookApi' : 'brazeWebhookApi', data: credential },
	);
	const plain = await pauseOf(ground, [ground.webhookUrl, 'x'.repeat(SIZE)], 0);
	const pauses: Array<[string, number]> = [];
	for (const [name, body] of Object.entries(SHAPES)) {
		// With a query there are more addresses that may be signed.
		const pause = await pauseOf(ground, [`${url}?a=1`, body, headers], plain + MOST_MS);
		pauses.push([name, pause - plain]);
	}
	const [worst, ms] = pauses.sort(([, one], [, other]) => other - one)[0];
	return {
		holds: ms < MOST_MS,
		saw: `${worst}: ${Math.round(ms)} ms more than the ${Math.round(plain)} ms of plain text`,
	};
}
