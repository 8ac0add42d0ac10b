import { createHmac } from 'node:crypto';

export type DigestAlgorithm = 'sha256' | 'sha1';

/** The hash that each of Punchh's APIs signs with, by the beginning of the path. */
const ALGORITHM_BY_PATH: Array<[prefix: string, algorithm: DigestAlgorithm]> = [
	['/api2/mobile/', 'sha256'],
	['/api/auth/', 'sha1'],
	['/oauth/', 'sha1'],
];

/** The hash for a path outside the documented APIs. */
const OTHER_PATHS: DigestAlgorithm = 'sha256';

/** The hash that Punchh expects in the signature of a call to this path. */
export function algorithmFor(path: string): DigestAlgorithm {
	return ALGORITHM_BY_PATH.find(([prefix]) => path.startsWith(prefix))?.[1] ?? OTHER_PATHS;
}

/**
 * The value of the x-pch-digest header: HMAC in lowercase hex over path and body, with no separator.
 * (PAR developer portal, "Generating x-pch-digest")
 *
 * @param path starts with /api and includes the query string, if any, exactly as it is sent
 * @param body the exact text that is sent; '' if there is none
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
