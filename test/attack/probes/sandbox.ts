import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { DATA } from '../../../playground/paths';
import { rawCall } from '../ground';
import { expectStatus, type Ground, type Probe } from '../probe';

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What a page of somebody else can make a browser send to a port of this machine. */
const FOREIGN: Record<string, Record<string, string>> = {
	'a name that points here': { host: 'attacker.example.com' },
	'a page of somebody else': { origin: 'https://attacker.example.com' },
	'a page at another port': { origin: 'http://127.0.0.1:1' },
	'a page without an origin': { origin: 'null' },
	'a picture of somebody else': { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
};

const urlsOf = ({ sandbox }: Ground) => [
	`${sandbox.controlUrl}/state`,
	`${sandbox.punchhUrl}/api2/dashboard/meta`,
	`${sandbox.brazeUrl}/users/export/ids`,
];

const pages = Object.entries(FOREIGN).map(
	([who, headers]): Probe => ({
		what: `${who} calls each server of the sandbox`,
		async try(ground) {
			const statuses: number[] = [];
			for (const url of urlsOf(ground)) statuses.push((await rawCall(url, 'GET', headers)).status);
			return { holds: statuses.every((status) => status === 403), saw: statuses.join(' ') };
		},
	}),
);

/** Calls that change something, as text/plain, which a browser sends without asking first. */
const changes = ['/reset', '/seed', '/events', '/messages', '/faults', '/webhooks'].map(
	(path): Probe => ({
		what: `${path} without the token`,
		async try({ sandbox, state }) {
			const before = await state();
			const { status } = await rawCall(`${sandbox.controlUrl}${path}`, 'POST', JSON_TYPE, '{}');
			const isUnchanged = (await state()) === before;
			return { holds: status === 403 && isUnchanged, saw: String(status) };
		},
	}),
);

export const probes: Probe[] = [
	...pages,
	...changes,
	{
		what: "the sandbox's page in a frame",
		async try({ sandbox }) {
			const { headers } = await rawCall(`${sandbox.controlUrl}/`, 'GET', {});
			const policy = String(headers['content-security-policy'] ?? '');
			return { holds: policy.includes("frame-ancestors 'none'"), saw: policy.slice(0, 90) };
		},
	},
	{
		what: "the playground's owner with the password of all earlier playgrounds",
		async try({ n8n }) {
			const login = { emailOrLdapLoginId: 'owner@example.com', password: 'Playground-2026' };
			const url = `${n8n.url}/rest/login`;
			const { status } = await rawCall(url, 'POST', JSON_TYPE, JSON.stringify(login));
			return expectStatus(status, 401);
		},
	},
	{
		what: 'the file with the passwords, read by somebody else',
		async try() {
			const { mode } = await stat(join(DATA, 'attack', 'secrets.json'));
			return { holds: (mode & 0o077) === 0, saw: (mode & 0o777).toString(8) };
		},
	},
];
