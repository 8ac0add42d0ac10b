import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import type { Verdict } from '../types';
import { OPEN_HINT } from './endpoint';
import { BY_ITEM, keysOf, SAME_EVENT, twinsIn, type Keys } from './occurrences';
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
	keys: ReadonlySet<string>;
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
	 * What one execution has twice is sent once, however it was started.
	 *
	 * @param repeatUnsafe whether those are sent again of which it is not known what became of them
	 * @param send returns the verdicts
	 */
	async sendNew(
		objects: PreparedObject[],
		repeatUnsafe: boolean,
		send: (objects: PreparedObject[]) => Promise<Map<PreparedObject, Verdict>>,
	): Promise<Map<PreparedObject, Verdict>> {
		const keys = keysOf(objects, `${this.node}\n${this.executionId}`);
		for (let other; (other = this.sendingOneOf(keys)); ) await other.noted;
		const known = this.verdictsOf(keys, repeatUnsafe);
		const twins = twinsIn(keys);
		const left = objects.filter((object) => !known.has(object) && !twins.has(object));
		const counted = this.countedBefore(keys);
		const sending = send(left).then((verdicts) => {
			this.note(verdicts, keys);
			return verdicts;
		});
		const noted = sending.then(
			() => {},
			() => {},
		);
		const current = { by: this, keys: new Set(left.flatMap((one) => keys.get(one) ?? [])), noted };
		SENDING.add(current);
		const verdicts = await sending.finally(() => SENDING.delete(current));
		for (const [object, before] of counted) warn(verdicts, object, countedSince(before));
		for (const [object, verdict] of known) verdicts.set(object, verdict);
		for (const [object, first] of twins) {
			if (!known.has(object)) verdicts.set(object, verdicts.get(first)!);
		}
		for (const object of twins.keys()) warn(verdicts, object, HAD_TWICE);
		return verdicts;
	}

	private sendingOneOf(keys: Keys): Sending | undefined {
		const isSent = (sending: Sending) => [...keys.values()].some((key) => sending.keys.has(key));
		return [...SENDING].find((one) => this.isKnown(one.by) && isSent(one));
	}

	/** Whether what another run sends is not to be sent by this one. */
	private isKnown({ node, workspace, mayRepeat }: SentBefore): boolean {
		if (node === this.node) return this.mayRepeat;
		return workspace === this.workspace && mayRepeat !== this.mayRepeat;
	}

	private verdictsOf(keys: Keys, repeatUnsafe: boolean): Map<PreparedObject, Verdict> {
		const verdicts = new Map<PreparedObject, Verdict>();
		const ownSent = NODES.get(this.node);
		const own = this.mayRepeat ? ownSent : undefined;
		const ofOthers = NODES.get(takenName(this.workspace, !this.mayRepeat));
		for (const [object, key] of keys) {
			const before =
				this.inThis(ownSent?.get(key)) ??
				this.inOther(own?.get(key)) ??
				this.ofOther(ofOthers?.get(key));
			if (before?.kind === 'accepted') verdicts.set(object, this.acceptedIn(before));
			else if (before && !repeatUnsafe) verdicts.set(object, unknownSince(before));
		}
		return verdicts;
	}

	/** What Braze has taken in another execution, and counts once more because this one is meant to. */
	private countedBefore(keys: Keys): Map<PreparedObject, Sent> {
		const counted = new Map<PreparedObject, Sent>();
		if (this.mayRepeat) return counted;
		const own = NODES.get(this.node);
		for (const [object, key] of keys) {
			const before = this.inOther(own?.get(key));
			if (before?.kind === 'accepted') counted.set(object, before);
		}
		return counted;
	}

	/** What a loop sends again because it may not have got through is left to it. */
	private inThis(sent: Sent | undefined): Sent | undefined {
		return sent?.executionId === this.executionId && sent.kind === 'accepted' ? sent : undefined;
	}

	private inOther(sent: Sent | undefined): Sent | undefined {
		return sent?.executionId === this.executionId ? undefined : sent;
	}

	private ofOther(sent: Sent | undefined): Sent | undefined {
		return sent?.node === this.node ? undefined : sent;
	}

	/** Remembers what Braze has or may have, whatever has started the run: Punchh may send it yet. */
	private note(verdicts: ReadonlyMap<PreparedObject, Verdict>, keys: Keys): void {
		const { node, executionId } = this;
		const accepted: Sent = { node, executionId, kind: 'accepted' };
		const unknown: Sent = { node, executionId, kind: 'unknown' };
		for (const [object, { kind }] of verdicts) {
			const key = keys.get(object);
			if (key === undefined) continue;
			if (kind === 'accepted') {
				this.sent.set(key, accepted);
				sentAs(takenName(this.workspace, this.mayRepeat)).set(key, accepted);
			} else if (kind === 'unknown') this.sent.set(key, unknown);
		}
	}

	private acceptedIn({ executionId }: Sent): Verdict {
		const where =
			executionId === this.executionId
				? 'earlier in this execution'
				: `in execution ${executionId}`;
		const warning = `Braze took this ${where}, so it was not sent again`;
		return { kind: 'accepted', warning, isEarlier: true };
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

const HAD_TWICE = `${SAME_EVENT}, so this was sent once. ${BY_ITEM}`;

const countedSince = ({ executionId }: Sent) =>
	`Braze took this in execution ${executionId} as well, and counts it again: run manually or on a schedule, the node repeats what it has sent`;

/** Adds a warning to what Braze has accepted. */
function warn(
	verdicts: Map<PreparedObject, Verdict>,
	object: PreparedObject,
	warning: string,
): void {
	const verdict = verdicts.get(object);
	if (verdict?.kind !== 'accepted') return;
	const all = [verdict.warning, warning].filter((text) => text !== undefined).join('; ');
	verdicts.set(object, { ...verdict, warning: all });
}

function unknownSince({ executionId }: Sent): Verdict {
	return {
		kind: 'unknown',
		reason: `It was sent in execution ${executionId}, and it is not known whether Braze accepted it`,
		hint: OPEN_HINT,
		isEarlier: true,
	};
}
