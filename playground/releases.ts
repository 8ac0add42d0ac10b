import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** An n8n as npm can install it. */
export interface N8nRelease {
	/** Where it is installed; complete or absent. */
	folder: string;
	/** The major version of the Node that it runs on. */
	nodeMajor: number;
	/** `package.json`, and `package-lock.json` where every package is settled: names and texts. */
	files: Record<string, string>;
}

/** The n8n of the playground and of the tests. Another lock file means another folder. */
export function playgroundRelease(): N8nRelease {
	const files = Object.fromEntries(
		['package.json', 'package-lock.json'].map((file) => [
			file,
			readFileSync(join(__dirname, file), 'utf8'),
		]),
	);
	const lockHash = createHash('sha256').update(files['package-lock.json']).digest('hex');
	return { folder: cached(`n8n-${lockHash.slice(0, 12)}`), nodeMajor: 24, files };
}

/** An n8n of any version, with the packages that npm finds for it today. */
export function releaseOf(version: string, nodeMajor: number): N8nRelease {
	const manifest = {
		private: true,
		dependencies: { n8n: version, node: `^${nodeMajor}` },
		overrides: {
			// Older ones name a tarball of another host; this is the same code on the npm registry.
			xlsx: 'npm:@e965/xlsx@0.20.3',
			'msgpackr-extract': '3.0.3',
		},
	};
	const files = { 'package.json': JSON.stringify(manifest, null, 2) };
	return { folder: cached(`n8n-${version}`), nodeMajor, files };
}

/** A folder outside the clone, so that the next clone on this machine need not install again. */
function cached(name: string): string {
	const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return join(cache, 'n8n-nodes-punchh-braze', name);
}
