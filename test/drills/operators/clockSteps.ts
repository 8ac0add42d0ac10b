import execa from 'execa';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../../playground/paths';
import { WEBHOOK_SECRETS } from '../../../sandbox/punchh/seed';
import type { Case, Stage } from './cases';
import { enter } from './rotated';

const PHASE_MS = 6_000;
const HOUR_SECONDS = 3_600;

const NEW_SECRET = 'sandbox-webhook-secret-after-a-step-of-the-clock';

/** Longer than this no answer may take: Punchh waits for 15 seconds. */
const SOON_MS = 12_000;

/** Debian keeps libraries in a folder for each kind of processor. */
const LIBRARIES = '/usr/lib';
const LIBRARY = 'faketime/libfaketimeMT.so.1';

/** libfaketime reads from this file by how many seconds the clock of n8n is off. */
const offsetOf = (userFolder: string) => join(userFolder, 'clock');

async function setClock({ userFolder }: Pick<Stage, 'userFolder'>, seconds: number): Promise<void> {
	await writeFile(offsetOf(userFolder), `${seconds < 0 ? '' : '+'}${seconds}`);
}

/** What gives n8n a clock of its own: as when a real one is set, only the time of day changes. */
async function clockSettings(userFolder: string): Promise<Record<string, string>> {
	await execa('node', ['scripts/ensure-programs.mjs', 'faketime'], { cwd: ROOT });
	const folders = await readdir(LIBRARIES);
	const libraries = folders.map((folder) => join(LIBRARIES, folder, LIBRARY));
	await mkdir(userFolder, { recursive: true });
	await setClock({ userFolder }, 0);
	return {
		LD_PRELOAD: libraries.find(existsSync)!,
		FAKETIME_TIMESTAMP_FILE: offsetOf(userFolder),
		FAKETIME_NO_CACHE: '1',
		DONT_FAKE_MONOTONIC: '1',
	};
}

/** Events come while the clock steps, then Punchh sends earlier ones again. */
async function stepTo(stage: Stage, seconds: number): Promise<void> {
	const { traffic } = stage;
	const earlier = [...traffic.sent];
	const sending = traffic.sendFor(PHASE_MS);
	await setClock(stage, seconds);
	await sending;
	await traffic.repeat(earlier);
}

/** The examples keep what Braze does not take meanwhile, and n8n's pauses are under way. */
async function stepWhileBrazeIsLimited(stage: Stage, seconds: number): Promise<void> {
	const { faults } = stage.stack.sandbox;
	faults.add({
		side: 'braze',
		path: '*',
		fault: { status: 429, headers: { 'x-ratelimit-retry-after': '2' } },
		count: 4,
	});
	await stepTo(stage, seconds);
	faults.add({ side: 'braze', path: '*', fault: { status: 503 } });
	await stage.traffic.sendFor(PHASE_MS);
	await stage.traffic.quiet();
	faults.clear();
}

async function changeSecret(stage: Stage): Promise<void> {
	await stage.traffic.quiet();
	await enter(stage, 'punchhWebhookApi', { secret: NEW_SECRET });
	await stage.traffic.change({ secrets: { ...WEBHOOK_SECRETS, secret: NEW_SECRET } });
	await stage.traffic.sendFor(PHASE_MS);
}

export const clockSteps: Case = {
	about: "n8n's clock is set forward by an hour, back by two, and right again",
	n8nSettings: clockSettings,
	play: async (stage) => {
		const { traffic, show, expect } = stage;
		await traffic.sendFor(PHASE_MS);
		await stepWhileBrazeIsLimited(stage, HOUR_SECONDS);
		await stepWhileBrazeIsLimited(stage, -HOUR_SECONDS);
		await changeSecret(stage);
		await stepTo(stage, 0);
		show('Punchh heard', traffic.heard());
		show('The slowest answer took (ms)', traffic.slowestMs());
		expect('no answer waits for the clock', traffic.slowestMs() < SOON_MS);
		expect('Punchh hears nothing but 200', Object.keys(traffic.heard()).join() === '200');
	},
	secrets: [NEW_SECRET],
};
