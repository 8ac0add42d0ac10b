import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import type { Verdict } from '../types';
import { OPEN_HINT } from './endpoint';
import type { PreparedObject } from './objects/types';

const { mostNodes, mostObjects } = POLICY.sentBefore;

/**
 * How executions are started that may get an event a second time without anybody meaning it: by Punchh, by a
 * workflow that Punchh has started, and by *Retry*, of an execution that was stopped in the middle. n8n does
 * not say what has started the parent of a sub-workflow.
 */
const MAY_REPEAT: WorkflowExecuteMode[] = ['webhook', 'integrated', 'retry'];

/** In which execution an object was sent, and what became of it. */
interface Sent {
	executionId: string;
	kind: 'accepted' | 'unknown';
}

/** What each node has sent, by workspace, workflow and node. */
const NODES = new Newest<Newest<Sent>>(mostNodes);

/** What an execution is sending. */
interface Sending {
	node: string;
	keys: ReadonlySet<string | undefined>;
	/** Settles when it is known what has become of it. */
	noted: Promise<void>;
}

const SENDING = new Set<Sending>();

/**
 * What a node has sent in earlier executions of this process, by the `key` of the object.
 *
 * Punchh sends an event again when its execution has failed, also if Braze had taken the event by then:
 * a later node fails, n8n cannot store how the execution has ended, or somebody has retried it meanwhile.
 * Braze would count it again.
 */
export class SentBefore {
	private constructor(
		private readonly node: string,
		private readonly executionId: string,
		private readonly mayRepeat: boolean,
	) {}

	/**
	 * What the node of a run has sent.
	 *
	 * @param workspace the ID of the connection
	 */
	static by(context: IExecuteFunctions, workspace: string): SentBefore {
		const node = [workspace, context.getWorkflow().id, context.getNode().id].join('\n');
		return new SentBefore(node, context.getExecutionId(), MAY_REPEAT.includes(context.getMode()));
	}

	/**
	 * Has objects sent, but for those that another execution has sent; one that is just sending them is
	 * waited for. By hand or by a schedule all are sent: whoever runs a workflow that way means it.
	 *
	 * @param repeatUnsafe whether those are sent again of which it is not known what became of them
	 * @param send returns the verdicts
	 */
	async sendNew(
		objects: PreparedObject[],
		repeatUnsafe: boolean,
		send: (objects: PreparedObject[]) => Promise<Map<PreparedObject, Verdict>>,
	): Promise<Map<PreparedObject, Verdict>> {
		for (let other; (other = this.sendingOneOf(objects)); ) await other.noted;
		const known = this.verdictsOf(objects, repeatUnsafe);
		const left = known.size > 0 ? objects.filter((object) => !known.has(object)) : objects;
		const sending = send(left).then((verdicts) => {
			this.note(verdicts);
			return verdicts;
		});
		const noted = sending.then(
			() => {},
			() => {},
		);
		const current = { node: this.node, keys: new Set(left.map(({ key }) => key)), noted };
		SENDING.add(current);
		const verdicts = await sending.finally(() => SENDING.delete(current));
		for (const [object, verdict] of known) verdicts.set(object, verdict);
		return verdicts;
	}

	private sendingOneOf(objects: PreparedObject[]): Sending | undefined {
		if (!this.mayRepeat) return undefined;
		const others = [...SENDING].filter(({ node }) => node === this.node);
		const isSent = ({ keys }: Sending) =>
			objects.some(({ key }) => key !== undefined && keys.has(key));
		return others.find(isSent);
	}

	private verdictsOf(
		objects: PreparedObject[],
		repeatUnsafe: boolean,
	): Map<PreparedObject, Verdict> {
		const verdicts = new Map<PreparedObject, Verdict>();
		const sent = this.mayRepeat ? NODES.get(this.node) : undefined;
		if (sent === undefined) return verdicts;
		for (const object of objects) {
			const before = object.key === undefined ? undefined : sent.get(object.key);
			if (before === undefined || before.executionId === this.executionId) continue;
			if (before.kind === 'accepted') verdicts.set(object, acceptedIn(before));
			else if (!repeatUnsafe) verdicts.set(object, unknownSince(before));
		}
		return verdicts;
	}

	/** Remembers what Braze has or may have, whatever has started the run: Punchh may send it yet. */
	private note(verdicts: ReadonlyMap<PreparedObject, Verdict>): void {
		const { executionId } = this;
		const accepted: Sent = { executionId, kind: 'accepted' };
		const unknown: Sent = { executionId, kind: 'unknown' };
		for (const [{ key }, { kind }] of verdicts) {
			if (key === undefined) continue;
			if (kind === 'accepted') this.sent.set(key, accepted);
			else if (kind === 'unknown') this.sent.set(key, unknown);
		}
	}

	/** Only a node that sends what would count again takes the place of another. */
	private get sent(): Newest<Sent> {
		const sent = NODES.get(this.node) ?? new Newest<Sent>(mostObjects);
		NODES.set(this.node, sent);
		return sent;
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
