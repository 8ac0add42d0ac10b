import type { INodeParameters } from 'n8n-workflow';

import type { Rule } from '../../sandbox/faults/rules';
import type { usePunchhSandbox } from './punchh';

/** One guest of a backfill, and how it has to end. */
export interface BackfillRow extends Record<string, string> {
	email: string;
	crm: string;
	expected: 'updated' | 'unknown' | 'taken';
}

type PunchhSandbox = ReturnType<typeof usePunchhSandbox>;

/** Of a hundred guests two are unknown, and the ID of one belongs to another guest already. */
export function backfillRows(count: number): BackfillRow[] {
	return Array.from({ length: count }, (_, index) => {
		const rest = index % 100;
		return {
			email: `guest-${index}@example.com`,
			crm: rest === 50 ? `TAKEN-${index}` : `CRM-${index}`,
			expected: rest < 2 ? 'unknown' : rest === 50 ? 'taken' : 'updated',
		};
	});
}

/** The guests whom Punchh has: those who are known, and those who own the IDs that are taken. */
export function backfillGuests(rows: BackfillRow[]) {
	const known = rows.filter(({ expected }) => expected !== 'unknown');
	const owners = rows.filter(({ expected }) => expected === 'taken');
	return [
		...known.map(({ email }) => ({ email })),
		...owners.map(({ crm }) => ({
			email: `owner-of-${crm}@example.com`,
			external_source: 'customer_id',
			external_source_id: crm,
		})),
	];
}

/** Puts the guests of a backfill into the sandbox. */
export function seedBackfill({ sandbox }: PunchhSandbox, rows: BackfillRow[]): void {
	sandbox.punchh.seed({ guests: backfillGuests(rows) });
}

export function updateExternalId(concurrency: number): INodeParameters {
	return {
		resource: 'guest',
		operation: 'updateExternalId',
		api: 'dashboard',
		findGuestBy: 'email',
		email: '={{ $json.email }}',
		external_source: 'customer_id',
		external_source_id: '={{ $json.crm }}',
		options: { concurrency },
	};
}

/** A few of all calls are refused as too many, or cut off before or after they are applied. */
export function disturbances(share: number): Rule[] {
	const rule = { side: 'punchh' as const, path: '/api2/dashboard/users*', share };
	return [
		{ ...rule, seed: 1, fault: { status: 429, headers: { 'retry-after': '0' } } },
		{ ...rule, seed: 2, fault: { cut: 'before' } },
		{ ...rule, seed: 3, fault: { cut: 'after' } },
	];
}

/** Why a guest was not updated. */
export const REASONS: Record<string, string> = {
	unknown: 'User Not Found',
	taken: 'External source id has already been taken',
};

/** Gives so many guests an external ID, through faults, and checks that each ends as it has to. */
export async function expectBackfill(punchh: PunchhSandbox, count: number): Promise<void> {
	const rows = backfillRows(count);
	seedBackfill(punchh, rows);
	for (const rule of disturbances(0.002)) punchh.sandbox.faults.add(rule);
	const { items, errors } = await punchh.run({
		parameters: updateExternalId(20),
		items: rows,
		onError: 'continueErrorOutput',
	});
	const rowOf = ({ pairedItem }: { pairedItem?: unknown }) =>
		rows[(pairedItem as { item: number }).item];
	expect(new Set(punchh.sandbox.faults.hits.map(({ rule }) => rule)).size).toBe(3);
	for (const item of items) {
		const { expected, crm } = rowOf(item);
		expect([expected, item.json.external_source_id]).toEqual(['updated', crm]);
	}
	for (const item of errors) expect(item.json.error).toBe(REASONS[rowOf(item).expected]);
	expect(new Set([...items, ...errors].map(rowOf)).size).toBe(count);

	const held = rows.map(({ email }) => punchh.sandbox.punchh.findByEmail(email));
	expect(held.map((guest) => guest?.external_source_id ?? null)).toEqual(
		rows.map(({ expected, crm }) => (expected === 'updated' ? crm : null)),
	);
}
