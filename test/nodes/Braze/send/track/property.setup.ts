import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { BRAZE_KEY } from '../../../../../sandbox/braze/seed';
import { BLOCKED_ID, toRequest, type TaggedObject } from '../../../../fixtures/trackObjects';
import { runNode, type NodeResult } from '../../../../harness/runNode';

export let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** What the node says about one object. */
export interface Told {
	verdict: string;
	reason?: string;
}

/** Runs the node on items of objects. */
export async function run(items: TaggedObject[][], options: IDataObject = {}): Promise<NodeResult> {
	return await runNode({
		node: 'braze',
		credentials: {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
		},
		parameters: {
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: '={{ $json.objects }}',
			options: options as never,
		},
		items: items.map((objects) => ({ objects: toRequest(objects).body })),
		onError: 'continueErrorOutput',
	});
}

/** Runs the node on items of objects; returns what it says about each object, by tag. */
export async function judge(
	items: TaggedObject[][],
	options: IDataObject,
): Promise<Map<string, Told>> {
	const { items: accepted, errors } = await run(items, options);
	const told = new Map<string, Told>();
	for (const { json, pairedItem } of [...accepted, ...errors]) {
		const { inOrder } = toRequest(items[(pairedItem as { item: number }).item]);
		const details = json.details as { objects?: Told[] } | undefined;
		inOrder.forEach(({ tag }, index) => {
			// No object may be judged twice.
			expect(told.has(tag)).toBe(false);
			told.set(tag, details?.objects?.[index] ?? { verdict: json.verdict as string });
		});
	}
	return told;
}

/** What the sandbox has on record, by tag: one row for each time that an object came in. */
export function record(): Map<string, Array<{ taken: boolean; reason?: string }>> {
	const rows = new Map<string, Array<{ taken: boolean; reason?: string }>>();
	for (const { object, taken, reason } of sandbox.braze.verdicts) {
		const tag = (object as { _tag: string })._tag;
		rows.set(tag, [...(rows.get(tag) ?? []), { taken, reason }]);
	}
	return rows;
}

export const startAnew = () => {
	sandbox.reset();
	sandbox.braze.knobs.blockedExternalIds = [BLOCKED_ID];
};
