import execa from 'execa';

import { ROOT } from '../../playground/paths';
import { databaseSettings, startServices } from './queue/services';

/** End-to-end tests that start no other n8n: those of the events, and of what the examples keep in n8n's tables. */
const TESTS = [
	'actions',
	'backfill',
	'brazeTrigger',
	'dailyReport',
	'events',
	'firstLoad',
	'guestFlows',
	'loyaltyAssistant',
	'messageFlows',
	'punchhBackfill',
	'reconcile',
	'recovery',
	'refusedCalls',
	'signUpAndGreet',
];

/** All but the search for secrets, which reads n8n's SQLite. */
const NAMES = '^(?!no key)';

/** Runs what the end-to-end tests show on SQLite on PostgreSQL, as it is in queue mode. */
export async function run(): Promise<void> {
	const services = await startServices();
	try {
		const settings = { DB_TYPE: 'postgresdb', ...databaseSettings(services.databaseUrl) };
		const files = TESTS.map((name) => `test/e2e/${name}.test.ts`);
		await execa('npm', ['run', 'test:e2e', '--', ...files, '-t', NAMES], {
			cwd: ROOT,
			env: { E2E_N8N_SETTINGS: JSON.stringify(settings) },
			stdio: 'inherit',
		});
	} finally {
		await services.close();
	}
}
