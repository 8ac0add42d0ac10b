import { callerHeader } from '../../playground/provision';
import type { Stack } from '../../playground/stack';
import { triggerPath } from '../../playground/webhookPaths';
import { FormRun } from '../harness/formRun';

const WORKFLOW = 'backfill-external-ids';

const YES = 'Yes, update them';

/** A guest with the external ID that the guest is to have. */
export interface GuestRow {
	email: string;
	crm: string;
}

/** So many guests, numbered from the first on. */
export function guestsFrom(first: number, count: number): GuestRow[] {
	return Array.from({ length: count }, (_, index) => ({
		email: `guest-${first + index}@example.com`,
		crm: `CRM-${first + index}`,
	}));
}

/** Has Punchh know some guests, without external IDs. */
export function seed({ sandbox }: Stack, guests: GuestRow[]): void {
	sandbox.punchh.seed({ guests: guests.map(({ email }) => ({ email })) });
}

/**
 * Hands a file to the form of the backfill example, says yes, and waits for the end of the run.
 *
 * @returns the title of the last page
 */
export async function backfill(stack: Stack, guests: GuestRow[], mostMs: number) {
	const { client, n8n, secrets, workflows } = stack;
	const workflow = workflows[WORKFLOW];
	const csv = ['email,crm_id', ...guests.map(({ email, crm }) => `${email},${crm}`)].join('\n');
	let told = '';
	const goThrough = async () => {
		const url = n8n.url + triggerPath(workflow);
		const run = await FormRun.upload(url, callerHeader(secrets), csv);
		await run.page(mostMs);
		await run.answer(YES);
		told = await run.page(mostMs);
		await run.leave();
	};
	await client.keptAfter(workflow.id, goThrough, mostMs);
	return /Guests who have their external ID now: \d+|\d+ of \d+ guests were updated/.exec(
		told,
	)?.[0];
}
