import getPort from 'get-port';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { DATA } from '../../playground/paths';
import { startStack, type Stack } from '../../playground/stack';
import { findKeptSecrets } from '../harness/keptSecrets';
import type { Case } from './operators/cases';
import { clockSteps } from './operators/clockSteps';
import { fullDisk } from './operators/fullDisk';
import { hourLong429 } from './operators/hourLong429';
import { rotated } from './operators/rotated';
import { switchedOff, switchedOffOpenly } from './operators/switchedOff';
import { Traffic } from './operators/traffic';
import { Balancer } from './queue/balancer';
import { clickByHand } from './recorded';

/** What operators meet. */
const CASES: Record<string, Case> = {
	switchedOff,
	switchedOffOpenly,
	rotated,
	hourLong429,
	clockSteps,
	fullDisk,
};

const USER_FOLDER = join(DATA, 'drill-operators');

/**
 * Plays what operators meet, each on an n8n of its own with the examples as shipped. Afterwards
 * Punchh has made its retries, and somebody has clicked once at *Send again what was not recorded*:
 * Braze has every event once, and no secret is in n8n's database or log.
 *
 * @param args which case, all when absent
 */
export async function run([chosen]: string[]): Promise<void> {
	const names = chosen === undefined ? Object.keys(CASES) : [chosen];
	if (!names.every((name) => Object.hasOwn(CASES, name))) {
		throw new Error(`Which case? ${Object.keys(CASES).join(', ')}`);
	}
	const broken: string[] = [];
	for (const name of names) broken.push(...(await playCase(name, CASES[name])));
	if (broken.length > 0) throw new Error(`Does not hold:\n${broken.join('\n')}`);
}

/** @returns what does not hold */
async function playCase(name: string, played: Case): Promise<string[]> {
	console.log(`\n${name}: ${played.about}`);
	await rm(USER_FOLDER, { recursive: true, force: true });
	const takeBack = (await played.prepare?.(USER_FOLDER)) ?? (async () => {});
	try {
		const stack = await startStack({
			userFolder: USER_FOLDER,
			n8nPort: await getPort({ host: '127.0.0.1' }),
			sandboxOptions: {},
			n8nSettings: await played.n8nSettings?.(USER_FOLDER),
			say: () => {},
		});
		try {
			return (await playOn(stack, played)).map((what) => `${name}: ${what}`);
		} finally {
			await stack.stop();
		}
	} finally {
		await takeBack();
	}
}

async function playOn(stack: Stack, played: Case): Promise<string[]> {
	const broken: string[] = [];
	const expect = (what: string, holds: boolean) => {
		console.log(`${holds ? 'holds' : 'BROKEN'}: ${what}`);
		if (!holds) broken.push(what);
	};
	const show = (what: string, seen: unknown) => console.log(`${what}:`, seen);
	const { port, pathname } = new URL(stack.webhookUrl);
	const proxy = await new Balancer([Number(port)]).listen();
	const close = (isClosed: boolean) => (proxy.isClosed = isClosed);
	const traffic = await Traffic.to(proxy.url + pathname, stack.sandbox);
	try {
		await played.play({ stack, userFolder: USER_FOLDER, traffic, close, show, expect });
		await traffic.retry();
		show("After Punchh's retries", traffic.counts());
		await clickByHand(stack);
		const { missing, doubled, ...others } = traffic.counts();
		show('After one click', { missing, doubled, ...others });
		expect('every event is recorded', missing === 0);
		expect('none is recorded twice', doubled === 0);
		const kept = await findKeptSecrets(
			stack.client,
			{ userFolder: USER_FOLDER, secrets: stack.secrets },
			played.secrets,
		);
		if (kept.length > 0) show('Secrets', kept);
		expect(
			'no secret is in the database outside the credentials, nor in the log',
			kept.length === 0,
		);
	} finally {
		traffic.close();
		proxy.close();
	}
	return broken;
}
