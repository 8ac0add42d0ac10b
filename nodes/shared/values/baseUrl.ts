import { UserError, type INodeProperties } from 'n8n-workflow';

/** Lets a key go over an unencrypted connection, for the credentials of all vendors. */
export const allowHttpField: INodeProperties = {
	displayName: 'Allow HTTP',
	name: 'allowHttp',
	type: 'boolean',
	default: false,
	description:
		'Whether the address may start with http://. Keys and guests are then sent unencrypted: only for a server in your own network. This machine (localhost) never needs it.',
};

/** The address in a credential. */
export interface GivenBaseUrl {
	/** Display name of its field, for the sentence of a refusal. */
	label: string;
	/** What the user entered, or what an expression returned. */
	url: unknown;
	/** The value of `allowHttpField`. */
	allowHttp?: unknown;
}

/** An address as it was written, and what it means. `url` is undefined if it means nothing. */
interface Candidate {
	written: string;
	url: URL | undefined;
	allowHttp: boolean;
}

/** A scheme in front of an address; `x.punchh.com:8080` has none. */
const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/** This machine, as WHATWG URLs write it. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Why an address is not called, in the order in which the reasons are looked for. */
const REFUSALS: Array<[applies: (given: Candidate) => boolean, reason: string]> = [
	[({ written }) => written === '', 'is empty. Enter the address of the server'],
	[
		({ written }) => /[\s\\%\p{C}]/u.test(written),
		'contains a space, a backslash, a percent sign or an invisible character',
	],
	[({ written }) => SCHEME.test(written) && !/^https?:/i.test(written), 'must start with https://'],
	[
		({ written }) => written.includes('@'),
		"contains '@'. An address with a user name would replace the key",
	],
	[({ written }) => /[?#]/.test(written), "must end before '?' or '#'"],
	[({ url }) => url === undefined, 'is not the address of a server'],
	[
		({ written, url }) => !isFullName(url!.hostname, written),
		"needs the full name of a server, such as 'example.com'",
	],
	[
		({ url, allowHttp }) => url!.protocol === 'http:' && !allowHttp && !isLoopback(url!),
		"starts with http://, so the key could be read in transit. Use https://, or turn on 'Allow HTTP' in the credential",
	],
];

/**
 * Reads the address in a credential, for everything that sends a key there. Without a scheme it is
 * https.
 *
 * @returns the address without a trailing slash, written as URLs are
 * @throws UserError with a sentence that names the field, if no key may be sent there
 */
export function readBaseUrl({ label, url: given, allowHttp }: GivenBaseUrl): string {
	const written = String(given ?? '').trim();
	const url = parse(SCHEME.test(written) ? written : `https://${written}`);
	const candidate = { written, url, allowHttp: allowHttp === true };
	const refusal = REFUSALS.find(([applies]) => applies(candidate));
	if (refusal !== undefined) {
		throw new UserError(`'${label}' in the credential ${refusal[1]}. Nothing was sent`);
	}
	return `${url!.origin}${url!.pathname.replace(/\/+$/, '')}`;
}

/**
 * The same for the test of a credential, which takes an n8n expression. It refuses nothing: the
 * credential does, when it authorizes the call.
 *
 * @param given the expression, without braces, for what the user entered
 */
export function baseUrlExpression(given: string): string {
	const steps = [
		['/\\/+$/', ''],
		['/^(?!https?:)/i', 'https://'],
	].map(([pattern, by]) => `.replace(${pattern}, ${JSON.stringify(by)})`);
	return `={{ (${given}).trim()${steps.join('')} }}`;
}

/** A URL; undefined if the text is none. */
export function parse(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopback({ hostname }: URL): boolean {
	return LOOPBACK.test(hostname);
}

/** Words with dots between them, and perhaps one behind. */
const FULL_NAME = /^[\w-]+(\.[\w-]+)+\.?$/;

/** Not the start of a path, such as `api2`, nor a number, which a URL takes for an IP address. */
function isFullName(hostname: string, written: string): boolean {
	if (LOOPBACK.test(hostname)) return true;
	const isNumber = /^[\d.]+$/.test(hostname);
	const isAsWritten = written.replace(SCHEME, '').startsWith(hostname);
	return FULL_NAME.test(hostname) && (!isNumber || isAsWritten);
}
