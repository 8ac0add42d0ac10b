import type { Side } from '../faults/rules';
import type { LoggedRequest } from '../shared/server';

/** A call that looks odd until one knows what it is for. */
interface KnownCall {
	side: Side;
	isIt(request: LoggedRequest): boolean;
	purpose: string;
}

/** The tests of this package's credentials that do not explain themselves. */
const KNOWN_CALLS: KnownCall[] = [
	{
		side: 'braze',
		isIt: ({ body }) => body.includes('"n8n-credential-test"'),
		purpose:
			"n8n's test of the Braze credential: updates a user who does not exist, so that it changes nothing",
	},
	{
		side: 'punchh',
		isIt: ({ method, url, body }) =>
			method === 'POST' && url === '/api2/mobile/users' && /"user":{}/.test(body),
		purpose:
			"n8n's test of the Punchh mobile credential: a sign-up of nobody, always refused; how it is refused tells whether the keys are accepted",
	},
];

/** What a call is for, where that cannot be seen from it. */
export function purposeOf(side: Side, request: LoggedRequest): string | undefined {
	return KNOWN_CALLS.find((known) => known.side === side && known.isIt(request))?.purpose;
}
