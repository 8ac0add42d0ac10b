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

/** In which execution of which node an object was sent, and what became of it. */
interface Sent {
	node: string;
	executionId: string;
	kind: 'accepted' | 'unknown';
}

/**
 * What each node has sent, by workspace, workflow and node; and what Braze has taken from all nodes of a
 * workspace, by the workspace and whether it might come again.
 */
const NODES = new Newest<Newest<Sent>>(mostNodes);

/** What an execution is sending. */
interface Sending {
	by: SentBefore;
	keys: ReadonlySet<string | undefined>;
	/** Settles when it is known what has become of it. */
	noted: Promise<void>;
}

const SENDING = new Set<Sending>();

/**
 * What has been sent in earlier executions of this process, by the `key` of the object.
 *
 * Punchh sends an event again when its execution has failed, also if Braze had taken the event by then:
 * a later node fails, n8n cannot store how the execution has ended, or somebody has retried it meanwhile.
 * Braze would count it again. So it would if another workflow sends again what this one has kept for that,
 * and Punchh does so, too. Two workflows that both get an event from Punchh both record it.
 */
export class SentBefore {
	private readonly node: string;

	private readonly executionId: string;

	private readonly mayRepeat: boolean;

	private constructor(
		context: IExecuteFunctions,
		private readonly workspace: string,
	) {
		this.node = [workspace, context.getWorkflow().id, context.getNode().id].join('\n');
		this.executionId = context.getExecutionId();
		this.mayRepeat = MAY_REPEAT.includes(context.getMode());
	}

	/**
	 * What the node of a run, and others, have sent.
	 *
	 * @param workspace the ID of the connection
	 */
	static by(context: IExecuteFunctions, workspace: string): SentBefore {
		return new SentBefore(context, workspace);
	}

	/**
	 * Has objects sent, but for those that another execution has sent; one that is just sending them is
	 * waited for. By hand or by a schedule a node sends also what it has sent: whoever runs it that way means it.
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
		const current = { by: this, keys: new Set(left.map(({ key }) => key)), noted };
		SENDING.add(current);
		const verdicts = await sending.finally(() => SENDING.delete(current));
		for (const [object, verdict] of known) verdicts.set(object, verdict);
		return verdicts;
	}

	private sendingOneOf(objects: PreparedObject[]): Sending | undefined {
		const isSent = ({ keys }: Sending) =>
			objects.some(({ key }) => key !== undefined && keys.has(key));
		return [...SENDING].find((one) => this.isKnown(one.by) && isSent(one));
	}

	/** Whether what another run sends is not to be sent by this one. */
	private isKnown({ node, workspace, mayRepeat }: SentBefore): boolean {
		if (node === this.node) return this.mayRepeat;
		return workspace === this.workspace && mayRepeat !== this.mayRepeat;
	}

	private verdictsOf(
		objects: PreparedObject[],
		repeatUnsafe: boolean,
	): Map<PreparedObject, Verdict> {
		const verdicts = new Map<PreparedObject, Verdict>();
		const own = this.mayRepeat ? NODES.get(this.node) : undefined;
		const ofOthers = NODES.get(takenName(this.workspace, !this.mayRepeat));
		for (const object of objects) {
			const { key } = object;
			if (key === undefined) continue;
			const before = this.inOther(own?.get(key)) ?? this.ofOther(ofOthers?.get(key));
			if (before?.kind === 'accepted') verdicts.set(object, acceptedIn(before));
			else if (before && !repeatUnsafe) verdicts.set(object, unknownSince(before));
		}
		return verdicts;
	}

	private inOther(sent: Sent | undefined): Sent | undefined {
		return sent?.executionId === this.executionId ? undefined : sent;
	}

	private ofOther(sent: Sent | undefined): Sent | undefined {
		return sent?.node === this.node ? undefined : sent;
	}

	/** Remembers what Braze has or may have, whatever has started the run: Punchh may send it yet. */
	private note(verdicts: ReadonlyMap<PreparedObject, Verdict>): void {
		const { node, executionId } = this;
		const accepted: Sent = { node, executionId, kind: 'accepted' };
		const unknown: Sent = { node, executionId, kind: 'unknown' };
		for (const [{ key }, { kind }] of verdicts) {
			if (key === undefined) continue;
			if (kind === 'accepted') {
				this.sent.set(key, accepted);
				sentAs(takenName(this.workspace, this.mayRepeat)).set(key, accepted);
			} else if (kind === 'unknown') this.sent.set(key, unknown);
		}
	}

	private get sent(): Newest<Sent> {
		return sentAs(this.node);
	}
}

const takenName = (workspace: string, mayRepeat: boolean) => `${workspace}\n${mayRepeat}`;

/** Only what would count again takes the place of something else. */
function sentAs(name: string): Newest<Sent> {
	const sent = NODES.get(name) ?? new Newest<Sent>(mostObjects);
	NODES.set(name, sent);
	return sent;
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
