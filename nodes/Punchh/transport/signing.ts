import { createHmac } from 'node:crypto';

export type DigestAlgorithm = 'sha256' | 'sha1';

/** Which hash Punchh's APIs sign with, by the beginning of the path. */
const ALGORITHM_BY_PATH: Array<[prefix: string, algorithm: DigestAlgorithm]> = [
	['/api2/mobile/', 'sha256'],
	['/api/auth/', 'sha1'],
	['/oauth/', 'sha1'],
];

/** The hash for a path that is in none of the documented APIs. */
const OTHER_PATHS: DigestAlgorithm = 'sha256';

/** The hash with which Punchh expects a call of this path to be signed. */
export function algorithmFor(path: string): DigestAlgorithm {
	return ALGORITHM_BY_PATH.find(([prefix]) => path.startsWith(prefix))?.[1] ?? OTHER_PATHS;
}

/**
 * The value of the x-pch-digest header: HMAC in lower-case hex over path and body, nothing between.
 * (PAR developer portal, "Generating x-pch-digest")
 *
 * @param path path from /api on, with the query string if there is one, as it goes over the wire
 * @param body the exact text that is sent; empty when there is none
 */
export function digest(
	secret: string,
	path: string,
	body: string,
	algorithm: DigestAlgorithm = algorithmFor(path),
): string {
	return createHmac(algorithm, secret)
		.update(path + body, 'utf8')
		.digest('hex');
}
