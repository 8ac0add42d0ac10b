import type { GenericValue, IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { ENDPOINTS } from '../../sandbox/braze/api/endpoints';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { BRAZE_OPERATIONS } from '../../test/fixtures/braze/operations';
import { MARA } from '../../test/harness/punchh';
import { sandboxCredentials } from '../../test/harness/punchhEvents';
import { runNode } from '../../test/harness/runNode';
import { BRAZE_RUNS, PUNCHH_RUNS, type SampleRun } from './sampleRuns';

/** What an operation calls, and what comes out of it for one item. */
export interface SampleOutput {
	output: unknown;
	/** Where it comes from, for a reader. */
	source: string;
	/** "POST /users/track", in order. */
	calls: string[];
	/** What Braze's key needs for these calls. */
	permissions: string[];
}

/** "node resource operation" -> what it gives. */
export type SampleOutputs = Map<string, SampleOutput>;

/**
 * The outputs of all operations for one item: of those with a row in the tests what that says, of others
 * what a run against the sandbox gives. What differs from run to run is made the same: times and IDs
 * that are made up.
 *
 * @throws Error if a run fails
 */
export async function sampleOutputs(): Promise<SampleOutputs> {
	const outputs: SampleOutputs = new Map();
	for (const { resource, operation, output, method, path, permission } of BRAZE_OPERATIONS) {
		const calls = [`${method} ${path.replace(/\/catalogs\/[^/]+\//, '/catalogs/{catalog}/')}`];
		outputs.set(`braze ${resource} ${operation}`, {
			output: unchanging(output),
			source: "the package's tests, with an answer as Braze documents it",
			calls,
			permissions: [permission],
		});
	}
	const sandbox = await startSandbox();
	try {
		for (const [node, runs] of Object.entries({ punchh: PUNCHH_RUNS, braze: BRAZE_RUNS })) {
			for (const [name, run] of Object.entries(runs)) {
				outputs.set(`${node} ${name}`, await runSample(sandbox, node, run));
			}
		}
	} finally {
		await sandbox.close();
	}
	return outputs;
}

async function runSample(
	sandbox: Sandbox,
	node: string,
	{ parameters, item = MARA, before }: SampleRun,
): Promise<SampleOutput> {
	sandbox.reset();
	before?.(sandbox);
	const baseUrl = sandbox.punchhUrl;
	const { admin, client, secret } = PUNCHH_KEYS;
	const { items, error } = await runNode({
		node,
		parameters,
		items: [item],
		credentials: {
			...sandboxCredentials(sandbox),
			punchhApi: { baseUrl, apiKey: admin },
			punchhMobileApi: { baseUrl, client, secret },
		},
	});
	if (error) throw new Error(`${JSON.stringify(parameters)}: ${error.message}`, { cause: error });
	const log = node === 'punchh' ? sandbox.punchh.requests : sandbox.braze.requests;
	const calls = [...new Set(log.map(({ method, url }) => `${method} ${url.split('?')[0]}`))];
	return {
		output: unchanging(items[0].json),
		source: 'a run against the sandbox',
		calls,
		permissions: node === 'braze' ? permissionsOf(calls) : [],
	};
}

function permissionsOf(calls: string[]): string[] {
	const of = (call: string) =>
		ENDPOINTS.find(({ method, path }) => `${method} ${path}` === call)?.permission ?? call;
	return [...new Set(calls.map(of))];
}

const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/g;
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Longer lists say no more. */
const MOST_ELEMENTS = 2;

/** The output of any run as that of each. */
function unchanging(value: GenericValue | IDataObject): unknown {
	if (typeof value === 'string') {
		return value
			.replace(TIME, '2026-03-14T16:20:11')
			.replace(UUID, '6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8');
	}
	if (Array.isArray(value)) return value.slice(0, MOST_ELEMENTS).map(unchanging);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, unchanging(inner as IDataObject)]),
	);
}
