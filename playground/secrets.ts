import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What opens one playground, and nothing else. */
export interface Secrets {
	/** Of the owner of its n8n. */
	ownerPassword: string;
	/** Of whoever calls the examples, or opens their form. */
	callerPassword: string;
}

/** Where a playground keeps its secrets. */
export function secretsFile(userFolder: string): string {
	return join(userFolder, 'secrets.json');
}

/**
 * The secrets of a playground. They are made at its first start, and are kept in a file that only
 * the user can read, in a folder that only the user can open.
 *
 * @param userFolder the instance's N8N_USER_FOLDER
 */
export async function ensureSecrets(userFolder: string): Promise<Secrets> {
	const file = secretsFile(userFolder);
	// What n8n stores there is nobody else's business either.
	await mkdir(userFolder, { recursive: true });
	await chmod(userFolder, 0o700);
	if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Secrets;
	const secrets = { ownerPassword: randomPassword(), callerPassword: randomPassword() };
	await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
	return secrets;
}

/** 144 random bits. n8n asks for a capital letter and a digit, which chance may leave out. */
function randomPassword(): string {
	return `P1${randomBytes(18).toString('base64url')}`;
}
