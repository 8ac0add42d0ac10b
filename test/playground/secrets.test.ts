import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { callerHeader } from '../../playground/provision';
import { ensureSecrets, secretsFile } from '../../playground/secrets';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'playground-'))));
afterEach(async () => await rm(folder, { recursive: true }));

/** As n8n asks for; and too long to be guessed. */
const GOOD = [/^.{24,64}$/, /[A-Z]/, /[0-9]/];

test('are random in each playground, and as n8n wants them', async () => {
	const all = await Promise.all(
		['one', 'two', 'three'].map(async (name) => await ensureSecrets(join(folder, name))),
	);
	const passwords = all.flatMap((secrets) => Object.values(secrets) as string[]);
	expect(new Set(passwords).size).toBe(6);
	for (const password of passwords) for (const rule of GOOD) expect(password).toMatch(rule);
});

test('are kept, where only the user can read them', async () => {
	await chmod(folder, 0o755);
	const first = await ensureSecrets(folder);
	expect(await ensureSecrets(folder)).toEqual(first);
	expect((await stat(folder)).mode & 0o777).toBe(0o700);
	const { mode } = await stat(secretsFile(folder));
	expect(mode & 0o777).toBe(0o600);
	expect(JSON.parse(await readFile(secretsFile(folder), 'utf8'))).toEqual(first);
});

test('a caller proves to know them', async () => {
	const secrets = await ensureSecrets(folder);
	const { authorization } = callerHeader(secrets);
	const sent = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
	expect(sent).toBe(`caller:${secrets.callerPassword}`);
});
