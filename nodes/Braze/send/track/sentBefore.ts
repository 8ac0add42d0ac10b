import type { IExecuteFunctions } from 'n8n-workflow';

import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import type { Verdict } from '../types';
import { OPEN_HINT } from './endpoint';
import type { PreparedObject } from './objects/types';

const { mostNodes, mostObjects } = POLICY.sentBefore;

/** In which execution an object was sent, and what became of it. */
interface Sent {
	executionId: string;
	kind: 'accepted' | 'unknown';
}

/** What each node has sent, by workspace, workflow and node. */
const NODES = new Newest<Newest<Sent>>(mostNodes);

/**
 * What a node has sent in earlier executions of this process, by the `key` of the object.
 *
 * Punchh sends an event again when its execution has failed, also if Braze had taken the event by then:
 * a later node fails, or n8n cannot store how the execution has ended. Braze would count it again.
 */
export class SentBefore {
	private constructor(
		private readonly sent: Newest<Sent>,
		private readonly executionId: string,
	) {}

	/**
	 * What the node of a run has sent. Undefined unless a call of a webhook has started the run: whoever
	 * runs a workflow otherwise means it.
	 *
	 * @param workspace the ID of the connection
	 */
	static by(context: IExecuteFunctions, workspace: string): SentBefore | undefined {
		if (context.getMode() !== 'webhook') return undefined;
		const name = [workspace, context.getWorkflow().id, context.getNode().id].join('\n');
		const sent = NODES.get(name) ?? new Newest<Sent>(mostObjects);
		NODES.set(name, sent);
		return new SentBefore(sent, context.getExecutionId());
	}

	/**
	 * The verdicts of the objects that another execution has sent.
	 *
	 * @param repeatUnsafe whether those are sent again of which it is not known what became of them
	 */
	verdictsOf(objects: PreparedObject[], repeatUnsafe: boolean): Map<PreparedObject, Verdict> {
		const verdicts = new Map<PreparedObject, Verdict>();
		for (const object of objects) {
			const before = object.key === undefined ? undefined : this.sent.get(object.key);
			if (before === undefined || before.executionId === this.executionId) continue;
			if (before.kind === 'accepted') verdicts.set(object, acceptedIn(before));
			else if (!repeatUnsafe) verdicts.set(object, unknownSince(before));
		}
		return verdicts;
	}

	/** Remembers what Braze has or may have. */
	note(verdicts: ReadonlyMap<PreparedObject, Verdict>): void {
		const { executionId } = this;
		const accepted: Sent = { executionId, kind: 'accepted' };
		const unknown: Sent = { executionId, kind: 'unknown' };
		for (const [{ key }, { kind }] of verdicts) {
			if (key === undefined) continue;
			if (kind === 'accepted') this.sent.set(key, accepted);
			else if (kind === 'unknown') this.sent.set(key, unknown);
		}
	}
}

function acceptedIn({ executionId }: Sent): Verdict {
	const warning = `Braze took this in execution ${executionId}, so it was not sent again`;
	return { kind: 'accepted', warning, isEarlier: true };
}

function unknownSince({ executionId }: Sent): Verdict {
	return {
		kind: 'unknown',
		reason: `It was sent in execution ${executionId}, and it is not known whether Braze accepted it`,
		hint: OPEN_HINT,
		isEarlier: true,
	};
}
