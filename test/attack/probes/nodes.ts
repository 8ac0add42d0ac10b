import { BRAZE_KEY } from '../../../sandbox/braze/seed';
import { PUNCHH_KEYS } from '../../../sandbox/punchh/seed';
import { runNode, type Subject } from '../ground';
import type { Probe } from '../probe';

const NAMES = ['.', '..', '', 'a/b', 'a?b', '%2e', '..%2fusers'];

const DELETE_ITEM: Subject = {
	type: 'braze',
	credential: 'brazeApi',
	parameters: {
		resource: 'catalogItem',
		operation: 'delete',
		catalog: { __rl: true, mode: 'name', value: '={{ $json.body.name }}' },
		itemId: 'tea',
	},
};

const TRACK: Subject = {
	type: 'braze',
	credential: 'brazeApi',
	parameters: {
		resource: 'user',
		operation: 'track',
		specifyObjects: 'json',
		objects: '{"attributes":[{"external_id":"a","b":1}]}',
	},
};

const GET_GUEST: Subject = {
	type: 'punchh',
	credential: 'punchhApi',
	parameters: {
		resource: 'guest',
		operation: 'get',
		findGuestBy: 'userId',
		userId: '730415',
	},
};

const names = NAMES.map(
	(name): Probe => ({
		what: `a catalog called ${JSON.stringify(name)}`,
		async try(ground) {
			const { data } = await runNode(ground, DELETE_ITEM, { name });
			const sent = ground.sandbox.braze.requests.map(({ url }) => url);
			const { error } = data.resultData;
			return {
				holds: error !== undefined && sent.length === 0,
				saw: sent.length > 0 ? `sent ${sent.join(' ')}` : String(error?.message).slice(0, 90),
			};
		},
	}),
);

/** A secret as vendors, proxies and web pages repeat it. */
const SPELLINGS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'for a URL': encodeURIComponent,
	'every character for a URL': (secret) =>
		[...secret].map((one) => `%${one.charCodeAt(0).toString(16)}`).join(''),
	'in base64': (secret) => Buffer.from(secret).toString('base64'),
	'in base64 with a name before it': (secret) => Buffer.from(`key:${secret}`).toString('base64'),
	'in JSON within JSON': (secret) => JSON.stringify(JSON.stringify({ secret })),
};

const echoes = Object.entries({ punchh: PUNCHH_KEYS.admin, braze: BRAZE_KEY }).flatMap(
	([side, secret]) =>
		Object.entries(SPELLINGS).map(
			([how, spell]): Probe => ({
				what: `${side} repeats its key: ${how}`,
				async try(ground) {
					const echo = spell(secret);
					ground.sandbox.faults.add({
						side: side as 'punchh' | 'braze',
						path: '*',
						fault: { status: 422, body: { message: echo, error: echo, errors: [echo] } },
					});
					const { data } = await runNode(ground, side === 'braze' ? TRACK : GET_GUEST);
					const stored = JSON.stringify(data);
					const isTold = [secret, echo].some((one) => stored.includes(one));
					return { holds: !isTold, saw: isTold ? 'stored' : 'masked' };
				},
			}),
		),
);

const markup: Probe = {
	what: 'markup that Punchh repeats, in an error',
	async try(ground) {
		const text = 'No such guest <a href="https://example.com">click here</a>';
		ground.sandbox.faults.add({
			side: 'punchh',
			path: '*',
			fault: { status: 422, body: { error: text } },
		});
		const { data } = await runNode(ground, GET_GUEST);
		const { message, description } = data.resultData.error as Error & { description?: string };
		const shown = `${message} ${description ?? ''}`;
		return { holds: !/[<>]/.test(shown), saw: shown.slice(0, 90) };
	},
};

export const probes: Probe[] = [...names, ...echoes, markup];
