import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';

import { DATA } from '../../playground/paths';
import { startStack, type Stack } from '../../playground/stack';
import { backfill, guestsFrom, seed } from './backfillFiles';
import { ResidentMemory } from './residentMemory';

/** One file may take so long. */
const MOST_MS = 3_600_000;

/** Memory is flat if the second half needs at most so much more than the first. */
const MOST_GROWTH = 1.1;

/** A data table is full at 50 MB unless n8n is told otherwise: a million guests take twice that. */
const TABLE_BYTES = String(1024 ** 3);

/**
 * Gives guests their external IDs through the backfill example as shipped, file after file, as somebody
 * does who has a million of them: each guest in Punchh ends with the right ID, and the memory of n8n
 * stays flat.
 *
 * @param args how many guests, a million when absent, and how many in a file, 100,000 when absent
 */
export async function run([count = '1000000', perFile = '100000']: string[]): Promise<void> {
	const userFolder = join(DATA, 'drill-backfill');
	await rm(userFolder, { recursive: true, force: true });
	const stack = await startStack({
		userFolder,
		n8nPort: await getPort({ host: '127.0.0.1' }),
		sandboxOptions: {},
		n8nSettings: { N8N_DATA_TABLES_MAX_SIZE_BYTES: TABLE_BYTES },
		say: () => {},
	});
	try {
		await backfillAll(stack, Number(count), Number(perFile));
	} finally {
		await stack.stop();
	}
}

async function backfillAll(stack: Stack, count: number, perFile: number): Promise<void> {
	stack.sandbox.punchh.knobs.keepRequests = 0;
	const memory = new ResidentMemory(stack.n8n.pid);
	const beganAt = performance.now();
	for (let first = 0; first < count; first += perFile) {
		const guests = guestsFrom(first, Math.min(perFile, count - first));
		seed(stack, guests);
		const fileBeganAt = performance.now();
		const told = await backfill(stack, guests, MOST_MS);
		const seconds = (performance.now() - fileBeganAt) / 1_000;
		console.log(told, `${Math.round(guests.length / seconds)} guests a second`);
	}
	const seconds = (performance.now() - beganAt) / 1_000;
	const { firstHalf, secondHalf } = memory.report();
	console.log({
		guests: count,
		guestsPerSecond: Math.round(count / seconds),
		'MB at most, first half': firstHalf,
		'MB at most, second half': secondHalf,
	});
	expectAll(stack, count);
	if (secondHalf > firstHalf * MOST_GROWTH) throw new Error('The memory of n8n grows');
}

function expectAll({ sandbox }: Stack, count: number): void {
	const ids = new Map(
		sandbox.punchh.guests.map((guest) => [guest.email, guest.external_source_id]),
	);
	for (const { email, crm } of guestsFrom(0, count)) {
		if (ids.get(email) !== crm) throw new Error(`${email} has ${ids.get(email)}, not ${crm}`);
	}
}
