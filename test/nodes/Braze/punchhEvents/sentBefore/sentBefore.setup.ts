import type { IDataObject } from 'n8n-workflow';

import { sandboxCredentials, trackEvents } from '../../../../harness/punchhEvents';
import type { NodeRun } from '../../../../harness/runNode';
import { checkIn as checkInOf, LINKED } from '../linked/linked.setup';
import { sandbox } from '../punchhEvents.setup';

let workflows = 0;
let executions = 0;
beforeEach(() => (workflows += 1));

/** A check-in that no other test has. */
export const checkIn = (user: IDataObject, at: number) => ({
	...checkInOf(user, at),
	content_id: `check-in-${at} of workflow-${workflows}`,
});

type Execution = NonNullable<NodeRun['execution']>;

/** A new execution of the workflow of a test, started by a call unless another way is given. */
export const execution = (more: Partial<Execution> = {}): Execution => ({
	id: `${++executions}`,
	workflowId: `workflow-${workflows}`,
	mode: 'webhook',
	...more,
});

/** Runs the node in a new execution. */
export const called = async (
	items: IDataObject[],
	options: IDataObject = {},
	given: Partial<Execution> = {},
	parameters: NodeRun['parameters'] = {},
) =>
	await trackEvents({
		items,
		options,
		parameters: { ...LINKED, ...parameters },
		credentials: sandboxCredentials(sandbox),
		execution: execution(given),
	});

/** The ID of the execution before the last. */
export const earlierId = () => executions - 1;

/** How many events and purchases Braze has. */
export const counted = () => ({
	events: sandbox.braze.profiles.flatMap(({ events }) => events).length,
	purchases: sandbox.braze.profiles.flatMap(({ purchases }) => purchases).length,
});

/** Disturbs the next track request. */
export const trackFault = (fault: Parameters<typeof sandbox.faults.add>[0]['fault']) =>
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault });
