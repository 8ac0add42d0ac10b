import { join } from 'node:path';

import { DATA } from '../../playground/paths';
import type { N8nRelease } from '../../playground/releases';
import { startGround } from '../attack/ground';
import type { Ground, Seen } from '../attack/probe';
import { createCredential, type Instance } from '../drills/instance';

/** A real n8n of one version with the package and the examples, beside the sandbox. */
export interface MatrixGround extends Ground {
	/** The same n8n, as the drills restart it and disturb its database. */
	instance: Instance;
	/** Of the Punchh Triggers that the rows publish. */
	webhookCredential: { id: string; name: string };
}

/** A row of the table: what is tried on every version. */
export interface Row {
	/** What must hold, as the page says it. */
	what: string;
	see(ground: MatrixGround): Promise<Seen>;
}

/** Starts one version, with an empty database. */
export async function startMatrixGround(
	version: string,
	release: N8nRelease,
): Promise<MatrixGround> {
	const name = `matrix-${version}`;
	const ground = await startGround(name, release);
	const { n8n, client, installation } = ground;
	const userFolder = join(DATA, name);
	const instance: Instance = {
		server: n8n,
		client,
		installation,
		userFolder,
		port: Number(new URL(n8n.url).port),
		database: join(userFolder, '.n8n', 'database.sqlite'),
	};
	return {
		...ground,
		instance,
		webhookCredential: await createCredential(client),
		stop: async () => {
			await instance.server.stop();
			await ground.stop();
		},
	};
}
