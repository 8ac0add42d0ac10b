import { readFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';

import { ATTACKS, genuineCall, type Call } from './attacks';

/** What became of the calls. */
export interface Report {
	calls: number;
	seconds: number;
	/** How often each attack was answered with which status. */
	statuses: Record<string, Record<string, number>>;
	/** Answers that are not right, some of each kind. */
	wrong: string[];
	/** Memory of n8n in MB, after the first tenth of the calls and at the end. */
	memory: { early: number; late: number };
}

const CONNECTIONS = 30;

/** Longer than any answer takes; who waits so long hangs. */
const HANG_MS = 30_000;

/** Makes calls of all kinds at once, in a random order. */
export async function attack(
	{ pid }: { pid: number },
	url: string,
	count: number,
): Promise<Report> {
	const report: Report = {
		calls: count,
		seconds: 0,
		statuses: {},
		wrong: [],
		memory: { early: 0, late: 0 },
	};
	const genuine = genuineCall(url);
	const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	const first = await send(url, { headers: genuine.headers, body: genuine.body }, agent);
	if (first.status !== 200) throw new Error(`The genuine event got ${first.status}`);

	const beganAt = performance.now();
	let made = 0;
	const work = async () => {
		while (made < count) {
			made++;
			if (made === Math.floor(count / 10)) report.memory.early = await residentMb(pid);
			const name = chooseAttack();
			note(report, name, await send(url, ATTACKS[name].call(genuine), agent));
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, work));
	agent.destroy();
	report.seconds = Math.round((performance.now() - beganAt) / 1_000);
	report.memory.late = await residentMb(pid);
	return report;
}

const SHARES = Object.values(ATTACKS).reduce((sum, { share }) => sum + share, 0);

function chooseAttack(): string {
	let rest = Math.random() * SHARES;
	for (const [name, { share }] of Object.entries(ATTACKS)) if ((rest -= share) < 0) return name;
	return Object.keys(ATTACKS)[0];
}

interface Answer {
	/** The status, or why there is none. */
	status: number | string;
	body: string;
}

function note({ statuses, wrong }: Report, name: string, { status, body }: Answer): void {
	const counts = (statuses[name] ??= {});
	counts[status] = (counts[status] ?? 0) + 1;
	const { statuses: right, byN8n = [], mayHang = false } = ATTACKS[name];
	// n8n ends a connection whose request it stops reading.
	const isEnded = typeof status === 'string' && status !== 'hangs' && byN8n.length > 0;
	const isHanging = status === 'hangs' && mayHang;
	const isRight = [...right, ...byN8n].includes(status as number) || isEnded || isHanging;
	if (!isRight && counts[status] <= 3) wrong.push(`${name}: ${status} ${body.slice(0, 200)}`);
}

async function send(url: string, call: Call, agent: Agent): Promise<Answer> {
	return call.raw === undefined
		? await sendRequest(url, call, agent)
		: await sendRaw(url, call.raw);
}

async function sendRequest(url: string, call: Call, agent: Agent): Promise<Answer> {
	const { method = 'POST', query = '', headers, body } = call;
	return await new Promise((resolve) => {
		const length = body === undefined ? 0 : Buffer.byteLength(body);
		const { host } = new URL(url);
		const request = httpRequest(url + query, {
			method,
			agent,
			headers: ['host', host, ...headers, 'content-length', String(length)] as never,
			timeout: HANG_MS,
		});
		request.on('timeout', () => {
			resolve({ status: 'hangs', body: '' });
			request.destroy();
		});
		request.on('error', (error: NodeJS.ErrnoException) => {
			// n8n closed a kept connection just when it was used again, and never saw the call.
			const isUnseen = request.reusedSocket && error.code === 'ECONNRESET';
			resolve(
				isUnseen
					? sendRequest(url, call, agent)
					: { status: error.code ?? error.message, body: '' },
			);
		});
		request.on('response', (response) => {
			let text = '';
			response.on('data', (chunk: Buffer) => (text += chunk.toString()));
			response.on('error', () => {});
			response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
		});
		request.end(body);
	});
}

async function sendRaw(url: string, raw: string | Buffer): Promise<Answer> {
	const { hostname, port } = new URL(url);
	return await new Promise((resolve) => {
		let text = '';
		const socket = connect(Number(port), hostname, () => socket.write(raw));
		socket.setTimeout(HANG_MS, () => {
			resolve({ status: 'hangs', body: text });
			socket.destroy();
		});
		socket.on('data', (chunk) => (text += chunk.toString('latin1')));
		socket.on('error', (error: NodeJS.ErrnoException) =>
			resolve({ status: error.code ?? error.message, body: text }),
		);
		socket.on('close', () =>
			resolve({ status: Number(text.split(' ')[1]) || 'ended', body: text }),
		);
	});
}

/** Memory of a process on this machine. */
async function residentMb(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	const [, kb = '0'] = /^VmRSS:\s+(\d+)/m.exec(status) ?? [];
	return Math.round(Number(kb) / 1_024);
}
