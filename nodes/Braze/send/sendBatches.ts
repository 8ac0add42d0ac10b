import { STOPPED_BY_USER, type Outcome } from '../../shared/http/send';
import { pauseUnlessStopped, sendWithRetry } from '../../shared/http/retry';
import type { Progress } from '../../shared/operations/progress';
import { POLICY } from '../transport/policy';
import type { Workspace } from './inWorkspaces';
import { isRefusedForUnits, isTooLarge, judge, namesUnits } from './judge';
import { inLanes } from './lanes';
import { Pacer } from './pacer';
import type { Batch, Endpoint, SendSettings, Verdict } from './types';

/** Statuses that every further request would get as well: wrong key, missing permission. */
const POINTLESS_TO_GO_ON = [401, 403];

const STOPPED_MEANWHILE = 'The execution was stopped before Braze answered';

/** What a run needs in addition to its batches. */
export interface SendRun<Unit> {
	workspace: Workspace;
	endpoint: Endpoint<Unit>;
	settings: SendSettings;
	/** Aborts when the user stops the execution. */
	signal?: AbortSignal;
	/** Counts each unit that has its verdict. */
	progress?: Pick<Progress, 'count'>;
}

/**
 * Sends batches to one of a workspace's endpoints and returns the verdict of each unit.
 *
 * Several requests are sent at a time, but never one that has to wait for another. One bad unit
 * does not affect the others: a request that Braze refuses as a whole is sent again without the
 * units that the answer names or, if it names none, in halves. After a refused key, too long a
 * wait, too many requests without an answer or a stopped execution, nothing more is sent, and the
 * rest is `failed`. It does not throw, so that no verdict is lost.
 *
 * @param batches with each unit in exactly one of them
 */
export async function sendBatches<Unit>(
	batches: Array<Batch<Unit>>,
	run: SendRun<Unit>,
): Promise<Map<Unit, Verdict>> {
	const sender = new Sender(run);
	await inLanes(batches, run.settings.lanes, async ({ units }) => await sender.send(units));
	return sender.verdicts;
}

/** Sends the requests of one run to a workspace, and keeps what they have in common. */
class Sender<Unit> {
	readonly verdicts = new Map<Unit, Verdict>();

	private readonly pause;

	private readonly pacer: Pacer;

	/** How many more requests may be divided to find what Braze refuses. */
	private searchesLeft: number = POLICY.mostSearches;

	constructor(private readonly run: SendRun<Unit>) {
		const { settings, signal, workspace } = run;
		this.pause = pauseUnlessStopped(signal);
		this.pacer = new Pacer({ ...settings, signal, runWide: workspace.runWide });
	}

	/** Sends units in one request, or in parts if Braze refuses it because of some of them. */
	async send(units: Unit[]): Promise<void> {
		const { verdicts, outcome } = await this.sendWhole(units);
		const isRefused = outcome !== undefined && isRefusedForUnits(this.run.endpoint, outcome);
		if (isRefused && units.length === 1) {
			// Nothing else in its request can be to blame.
			this.note(units[0], { ...verdicts.get(units[0])!, kind: 'rejected' });
			return;
		}
		const parts = isRefused ? this.divide(units, verdicts, outcome) : [];
		const again = new Set(parts.flat());
		for (const unit of units) {
			if (!again.has(unit)) this.note(unit, verdicts.get(unit)!);
		}
		for (const part of parts) await this.send(part);
	}

	/** Sends one request; there is no outcome if something was thrown. */
	private async sendWhole(
		units: Unit[],
	): Promise<{ verdicts: Map<Unit, Verdict>; outcome?: Outcome }> {
		const { endpoint, signal } = this.run;
		try {
			const { outcome, last } = await this.exchange(units);
			if (this.pacer.isEnding(outcome)) return { verdicts: this.same(units, outcome), outcome };
			this.pacer.noteEnd(last);
			const isPointless = outcome.kind === 'reply' && POINTLESS_TO_GO_ON.includes(outcome.status);
			if (isPointless && !namesUnits(endpoint, units, outcome)) this.pacer.stop(outcome);
			return { verdicts: judge(endpoint, units, outcome, last), outcome };
		} catch (thrown) {
			// If the user stops the execution, n8n cuts off pending requests. For anything else that it
			// throws, it is not known whether that was before or after sending.
			const reason = signal?.aborted ? STOPPED_MEANWHILE : (thrown as Error).message;
			const verdict: Verdict = { kind: 'unknown', reason, hint: endpoint.openHint(units) };
			return { verdicts: new Map(units.map((unit) => [unit, verdict])) };
		}
	}

	/** What ended the run is the verdict for everything that was no longer sent. */
	private same(units: Unit[], ending: Outcome): Map<Unit, Verdict> {
		const { endpoint } = this.run;
		return judge({ ...endpoint, named: () => [] }, units, ending);
	}

	/**
	 * The outcome that counts, and the last one. They differ if an earlier try left open what happened
	 * and the last one certainly did nothing.
	 */
	private async exchange(units: Unit[]): Promise<{ outcome: Outcome; last: Outcome }> {
		const { workspace, endpoint, settings, signal } = this.run;
		const request = endpoint.request(units);
		let last: Outcome | undefined;
		const outcome = await sendWithRetry(
			async () => {
				last = await this.pacer.send(async () =>
					signal?.aborted ? STOPPED_BY_USER : await workspace.connection.send(request),
				);
				return last;
			},
			settings.repeatUnsafe || endpoint.isRepeatSafe(units),
			// A 429 that comes this far has ended the run.
			{ ...settings, attemptsWhenLimited: 1 },
			this.pause,
		);
		return { outcome, last: last ?? outcome };
	}

	/**
	 * What to send again of a request that was refused as a whole: the units that were not named, or
	 * else its two halves. Nothing if all were named, or if too many searches have found nothing.
	 */
	private divide(units: Unit[], verdicts: Map<Unit, Verdict>, outcome: Outcome): Unit[][] {
		const unnamed = units.filter((unit) => verdicts.get(unit)!.kind !== 'rejected');
		if (unnamed.length < units.length) return unnamed.length > 0 ? [unnamed] : [];
		if (!isTooLarge(outcome) && this.searchesLeft-- <= 0) return [];
		const middle = Math.ceil(units.length / 2);
		return [units.slice(0, middle), units.slice(middle)];
	}

	private note(unit: Unit, verdict: Verdict): void {
		const isAccepted = verdict.kind === 'accepted';
		if (isAccepted) this.searchesLeft = POLICY.mostSearches;
		this.verdicts.set(unit, verdict);
		this.run.progress?.count(isAccepted);
	}
}
