import execa from 'execa';
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Case } from './cases';

/** Enough for n8n with the package; what is left is filled up. */
const SIZE = '200m';

const FULL_MS = 20_000;

/** How long Braze takes for an answer meanwhile. */
const SLOW_MS = 2_000;

const diskOf = (userFolder: string) => join(userFolder, '.n8n');
const ballastOf = (userFolder: string) => join(diskOf(userFolder), 'ballast');

/** A disk of its own for n8n's folder, in memory. Only root may mount one. */
async function mountDisk(userFolder: string): Promise<() => Promise<void>> {
	const disk = diskOf(userFolder);
	await mkdir(disk, { recursive: true });
	await execa('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'drill', disk]);
	// n8n may still have files open when this process ends.
	const unmount = () => void execFileSync('umount', ['--lazy', disk]);
	process.once('exit', unmount);
	return async () => {
		process.off('exit', unmount);
		unmount();
	};
}

/** Writes until nothing goes onto the disk any more. */
async function fill(userFolder: string): Promise<void> {
	const block = Buffer.alloc(65_536);
	const blocks = Readable.from(
		(function* () {
			for (;;) yield block;
		})(),
	);
	await pipeline(blocks, createWriteStream(ballastOf(userFolder))).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'ENOSPC') throw error;
		},
	);
}

/** What n8n cannot store was not taken, and Punchh must hear so. */
export const fullDisk: Case = {
	about: "the disk with n8n's folder is full for a while",
	prepare: mountDisk,
	play: async ({ stack, userFolder, traffic, show, expect }) => {
		await traffic.sendFor(5_000);
		await traffic.quiet();
		const before = traffic.heard()[200];
		// So that executions are under way when the disk is full: what Braze takes, n8n cannot store.
		const delayMs = SLOW_MS;
		stack.sandbox.faults.add({ side: 'braze', path: '/users/track', fault: { delayMs } });
		const sending = traffic.sendFor(FULL_MS);
		await sleep(delayMs);
		await fill(userFolder);
		await sending;
		await traffic.quiet();
		stack.sandbox.faults.clear();
		const heard = traffic.heard();
		const { sent, missing } = traffic.counts();
		show('When the disk was full', { ...heard, before });
		expect(
			'Braze has some of which Punchh hears that they were not taken',
			sent - missing > heard[200],
		);
		await traffic.retry(0.25);
		show("After a quarter of an hour of Punchh's retries", traffic.heard());
		show('What Braze had then', traffic.counts());
		expect('Punchh hears that events were not taken', (traffic.heard()[500] ?? 0) > 0);
		await rm(ballastOf(userFolder));
		await traffic.sendFor(5_000);
		await traffic.retry();
		show('Punchh heard', traffic.heard());
		expect('Punchh gives up on nothing', traffic.counts().givenUp === 0);
	},
};
