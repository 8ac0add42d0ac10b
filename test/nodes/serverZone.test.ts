import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What is read may not depend on where the server stands. */

const JEST = require.resolve('jest/bin/jest');

interface InZone {
	/** Minutes from this zone to UTC. */
	zone: number;
	all: unknown[][];
}

const folder = mkdtempSync(join(tmpdir(), 'zones-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function at(TZ: string): Promise<InZone> {
	const file = join(folder, TZ.replace('/', '-'));
	await promisify(execFile)(process.execPath, [JEST, '--testMatch', '**/test/harness/inZone.ts'], {
		cwd: join(__dirname, '../..'),
		env: { ...process.env, TZ, IN_ZONE_FILE: file },
	});
	return JSON.parse(readFileSync(file, 'utf8')) as InZone;
}

test('dates and times are read alike in Tokyo and in Los Angeles', async () => {
	const tokyo = await at('Asia/Tokyo');
	const losAngeles = await at('America/Los_Angeles');
	expect([tokyo.zone, losAngeles.zone]).toEqual([-540, 480]);
	expect(tokyo.all.map(({ length }) => length)).toEqual([26, 1, 1, 1]);
	expect(JSON.stringify(tokyo.all)).toContain('"verdict":"dryRun"');
	expect(tokyo.all).toEqual(losAngeles.all);
});
