import { fetchFresh } from '../../../playground/fetchFresh';
import { callerHeader, provision } from '../../../playground/provision';
import { triggerPath } from '../../../playground/webhookPaths';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { EVENT_TYPES, freshEvents, type Mix } from '../../../sandbox/punchh/webhooks/events';
import { sendAgain } from '../disturbed';
import type { Cluster } from './cluster';
import { ended } from './ended';

/** What the workers did in Braze and Punchh. */
export interface Work {
	events: number;
	/** Events that Braze holds exactly once. */
	onceInBraze: number;
	signedUp: boolean;
	holds: boolean;
}

/** All kinds but guests, which become profiles and not events. */
const MIX: Mix = Object.fromEntries(
	EVENT_TYPES.filter((type) => type !== 'guest').map((type) => [type, 1]),
);

const COUNT = 60;

const GUEST = {
	email: 'ada.berg@example.com',
	password: 'demo-password-1',
	first_name: 'Ada',
	last_name: 'Berg',
	crm_id: 'CRM-001001',
};

/** Runs two of the examples against the sandbox: events to Braze, and a guest who signs up. */
export async function workInVendors(cluster: Cluster): Promise<Work> {
	const sandbox = await startSandbox();
	try {
		const workflows = await provision(cluster.client, sandbox, cluster.secrets);
		const toBraze = workflows['punchh-events-to-braze'];
		const signUp = workflows['sign-up-guest'];
		const events = freshEvents(COUNT, MIX);
		await sendAgain(cluster.server.url + triggerPath(toBraze), events);
		await ended(cluster, toBraze.id);
		await fetchFresh(cluster.server.url + triggerPath(signUp), {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...callerHeader(cluster.secrets) },
			body: JSON.stringify(GUEST),
		});
		await ended(cluster, signUp.id);

		const held = contentIdsInBraze(sandbox);
		const once = events.filter(
			({ content_id: id }) => held.filter((contentId) => contentId === id).length === 1,
		);
		const signedUp = sandbox.punchh.findByEmail(GUEST.email)?.external_source_id === GUEST.crm_id;
		const holds = signedUp && once.length === COUNT;
		return { events: COUNT, onceInBraze: once.length, signedUp, holds };
	} finally {
		await sandbox.close();
	}
}

function contentIdsInBraze({ braze }: Sandbox): unknown[] {
	return braze.profiles.flatMap(({ events }) =>
		events.map(({ properties }) => (properties as Record<string, unknown>).content_id),
	);
}
