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
		confirmDeletion: true,
	},
};

/** An expression that means yes, as a model fills in a parameter of its tool. */
const CONFIRMED_BY_INPUT = '={{ $json.body.confirm }}';

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

/** What is deleted for good, by what confirms it. */
const DELETIONS: Record<string, Subject> = {
	'a guest': {
		...GET_GUEST,
		parameters: { ...GET_GUEST.parameters, operation: 'delete', deleteReason: CONFIRMED_BY_INPUT },
	},
	'a segment': {
		...GET_GUEST,
		parameters: {
			resource: 'segment',
			operation: 'delete',
			segment: { __rl: true, mode: 'id', value: '1874' },
			confirmDeletion: CONFIRMED_BY_INPUT,
		},
	},
	'a user': {
		...TRACK,
		parameters: {
			resource: 'user',
			operation: 'delete',
			findUserBy: 'external_id',
			external_id: 'CRM-000917',
			confirmDeletion: CONFIRMED_BY_INPUT,
		},
	},
	'a catalog item': {
		...DELETE_ITEM,
		parameters: { ...DELETE_ITEM.parameters, confirmDeletion: CONFIRMED_BY_INPUT },
	},
};

const deletions = Object.entries(DELETIONS).map(
	([what, subject]): Probe => ({
		what: `${what} is deleted because the input says so`,
		async try(ground) {
			const body = { confirm: true, name: 'menu_items' };
			const { data } = await runNode(ground, subject, body);
			const sent = [...ground.sandbox.braze.requests, ...ground.sandbox.punchh.requests];
			const { error } = data.resultData;
			return {
				holds: sent.length === 0 && error !== undefined,
				saw: `${sent.length} requests: ${String(error?.message).slice(0, 90)}`,
			};
		},
	}),
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

export const probes: Probe[] = [...names, ...echoes, ...deletions, markup];
