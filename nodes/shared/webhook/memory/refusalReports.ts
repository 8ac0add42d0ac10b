import type { IDataObject, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { nowMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';
import type { Counts } from './counts';
import { sharesStaticData } from './storage';

/** The one field of a report, by which it is told from events. */
export const REFUSED_CALLS = 'refused_calls';

/** The option of both triggers. */
export const reportRefusedOption: INodeProperties = {
	displayName: 'Report Refused Calls',
	name: 'reportRefused',
	type: 'boolean',
	default: false,
	description:
		"Whether refused calls start the workflow, at most once an hour, with one item that counts them by cause in its field 'refused_calls', says what to check, and contains nothing that the caller sent. Put an If node after the trigger to separate it from events. The first refused call is reported at once.",
};

/**
 * What a trigger tells of refused calls in n8n itself. Such a call proves nothing, so all it can do is
 * start one execution in an hour, whose item has fixed texts and numbers only: causes are one of a
 * fixed set, and what the log says beside them stays out of it.
 */
export class RefusalReports {
	/** What to check, by cause. */
	private readonly checks = new Map<string, string>();

	private reported: Readonly<Record<string, number>> = {};

	private lastMs = -Infinity;

	/** @param counts of the same trigger */
	constructor(private readonly counts: Counts) {}

	/**
	 * @param call a refused one, which has its answer
	 * @param cause why it was refused, one of a fixed set
	 * @param check what to check then: a fixed text, if there is one
	 * @returns what is new since the last report; undefined if none is wanted or due
	 */
	take(call: IWebhookFunctions, cause: string, check?: string): IDataObject | undefined {
		if (check !== undefined) this.checks.set(cause, check);
		if (!isWanted.call(call) || !this.isDue(call)) return undefined;
		const { refused, since } = this.counts;
		const causes = Object.entries(refused)
			.map(([name, times]) => ({
				cause: name,
				calls: times - (this.reported[name] ?? 0),
				check: this.checks.get(name) ?? '',
			}))
			.filter(({ calls }) => calls > 0);
		const total = causes.reduce((sum, { calls }) => sum + calls, 0);
		const from = Number.isFinite(this.lastMs) ? new Date(this.lastMs).toISOString() : since;
		this.reported = { ...refused };
		this.lastMs = nowMs();
		return { [REFUSED_CALLS]: { total, since: from, causes } };
	}

	/**
	 * At most once an hour, also after a restart and with several processes: n8n keeps the time with
	 * the workflow. The editor listens for one call only, and nobody else is told of that one.
	 */
	private isDue(call: IWebhookFunctions): boolean {
		if (call.getMode() === 'manual') return true;
		if (isRecent(this.lastMs)) return false;
		const stored = call.getWorkflowStaticData('node');
		if (isRecent(Number(stored.refusalsReportedMs))) return false;
		// Where a later node keeps static data too, one of the two would be lost.
		if (!sharesStaticData.call(call)) stored.refusalsReportedMs = nowMs();
		return true;
	}
}

/** A time that is yet to come was written under a clock that was wrong. */
function isRecent(ms: number): boolean {
	return ms <= nowMs() && nowMs() - ms < WEBHOOK_POLICY.refusalReportMs;
}

/** If n8n cannot read the options, which is then why the call is refused, nothing is reported. */
function isWanted(this: IWebhookFunctions): boolean {
	try {
		return (this.getNodeParameter('options', {}) as IDataObject).reportRefused === true;
	} catch {
		return false;
	}
}
