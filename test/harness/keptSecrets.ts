import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { ensureN8n } from '../../playground/installN8n';
import type { N8nClient } from '../../playground/n8nClient';
import type { Secrets } from '../../playground/secrets';
import { BRAZE_KEYS, BRAZE_WEBHOOK_HEADER } from '../../sandbox/braze/seed';
import { GUEST_PASSWORD, PUNCHH_KEYS, WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';

/** A password that the tests hand to n8n as input. */
export const INPUT_PASSWORD = 'e2e-password';

/** What the credentials of the sandbox hold: n8n keeps it encrypted, and nowhere else. */
const CREDENTIAL_SECRETS = [
	...Object.keys(BRAZE_KEYS),
	BRAZE_WEBHOOK_HEADER.headerSecret,
	PUNCHH_KEYS.admin,
	PUNCHH_KEYS.limitedAdmin,
	PUNCHH_KEYS.secret,
	WEBHOOK_SECRETS.password,
	WEBHOOK_SECRETS.secret,
	WEBHOOK_SECRETS.token,
];

/** What lets somebody act as a guest: in no row of the database, no execution, no binary data. */
const GUEST_SECRETS = [GUEST_PASSWORD, INPUT_PASSWORD, '"authentication_token"', '"access_token"'];

/** The installed package itself, and n8n's key, which is none of ours. */
const NOT_SEARCHED = ['nodes', 'config'];

/** An n8n with fewer rows has not run anything: whoever finds nothing there has searched nothing. */
const FEWEST_ROWS = 100;

/** A secret that n8n has kept where it should not, and where. */
export interface KeptSecret {
	where: string;
	secret: string;
}

/**
 * Searches all that an n8n keeps: every file as it is, logs and binary data among them; every row of
 * its database; and every stored execution as its API hands it out.
 *
 * What belongs to guests is searched for in the rows only that n8n means to keep. A workflow whose
 * executions are not stored still leaves what its trigger received in the database: n8n marks the
 * execution as deleted, removes it about an hour later, and SQLite uses the page again some day.
 *
 * @param further what else must not be there
 * @throws Error when there is no database, or next to nothing in it
 */
export async function findKeptSecrets(
	client: N8nClient,
	{ userFolder, secrets }: { userFolder: string; secrets: Secrets },
	further: string[] = [],
): Promise<KeptSecret[]> {
	const ofCredentials = [...CREDENTIAL_SECRETS, ...Object.values(secrets), ...further];
	const all = [...ofCredentials, ...GUEST_SECRETS];
	const folder = join(userFolder, '.n8n');
	const database = join(folder, 'database.sqlite');
	const inFiles = [...filesIn(folder), join(userFolder, 'n8n.log')].flatMap((file) => {
		const text = readFileSync(file).toString('latin1');
		return keptIn(file, text, file.startsWith(database) ? ofCredentials : all);
	});
	const { rows, found } = await searchRows(database, all);
	if (rows <= FEWEST_ROWS) throw new Error(`${database} has ${rows} rows only`);
	const inRows = found.map(({ table, column, text }) => ({
		where: `column ${column} of ${table}`,
		secret: text,
	}));
	return [...inFiles, ...inRows, ...(await searchExecutions(client, all))];
}

/** All files of a folder at any depth. */
function filesIn(folder: string): string[] {
	return readdirSync(folder)
		.filter((name) => !NOT_SEARCHED.includes(name))
		.map((name) => join(folder, name))
		.flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}

interface Search {
	rows: number;
	found: Array<{ table: string; column: string; text: string }>;
}

async function searchRows(database: string, texts: string[]): Promise<Search> {
	const { node } = await ensureN8n(() => {});
	const output = execFileSync(node, [join(__dirname, 'searchDatabase.cjs'), database], {
		input: JSON.stringify(texts),
		// Node warns that its reader of SQLite is new.
		stdio: ['pipe', 'pipe', 'ignore'],
		maxBuffer: 64 * 1024 * 1024,
	});
	return JSON.parse(output.toString()) as Search;
}

async function searchExecutions(client: N8nClient, secrets: string[]): Promise<KeptSecret[]> {
	const kept: KeptSecret[] = [];
	for (const { id, name } of await client.listWorkflows()) {
		for (const execution of await client.listExecutions(id)) {
			const { data } = await client.getExecution(execution.id);
			kept.push(...keptIn(`execution of ${name}`, JSON.stringify(data), secrets));
		}
	}
	return kept;
}

function keptIn(where: string, text: string, secrets: string[]): KeptSecret[] {
	return secrets.filter((secret) => text.includes(secret)).map((secret) => ({ where, secret }));
}
