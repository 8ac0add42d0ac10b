import { playgroundRelease, releaseOf, type N8nRelease } from '../../playground/releases';

/**
 * Versions of n8n that people run, each the last of its line when this was written: the end of 1.x,
 * two of 2.x that treat what a node hands them in other ways, the one that all other tests run on,
 * and the newest that npm can install. (2.41.3 asks for a package that nobody has published.)
 */
export const VERSIONS: Record<string, N8nRelease> = {
	'1.123.81': releaseOf('1.123.81', 22),
	'2.20.12': releaseOf('2.20.12', 24),
	'2.38.7': releaseOf('2.38.7', 24),
	'2.40.7': playgroundRelease(),
	'2.41.1': releaseOf('2.41.1', 24),
};
