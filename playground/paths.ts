import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The clone. */
export const ROOT = join(__dirname, '..');

/** Where the playground keeps n8n's data: below the clone, ignored by git. */
export const DATA = join(ROOT, '.playground');

const LOCK_FILE = join(__dirname, 'package-lock.json');

/**
 * Where n8n itself is installed: outside the clone, so that the next clone on this machine need not
 * install it again. Another lock file means another folder.
 */
export function n8nFolder(): string {
	const key = createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex').slice(0, 12);
	const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return join(cache, 'n8n-nodes-punchh-braze', `n8n-${key}`);
}
