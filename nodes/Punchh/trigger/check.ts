import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { nowMs, passedMs } from '../../shared/time';
import { authenticatePunchhCall } from './authenticate';
import { blankOut } from '../events/blankOut';
import { toPunchhItem } from '../events/envelope';
import { refuseAs } from '../../shared/webhook/answer/refuse';
import { respond } from '../../shared/webhook/answer/respond';
import { warn } from '../../shared/webhook/log';
import { SAMPLES } from '../events/samples';
import type { CallSettings } from './settings';
import type { TriggerMemory } from '../../shared/webhook/memory/triggerMemory';
import { REFUSALS, type PunchhCallRefusal } from './verifyRequest';

/**
 * Answers the GET that Punchh sends to check the address before it activates a webhook, and now and
 * then afterwards. It carries the same proof as events, but the pages do not say exactly what a GET
 * signs. Since it has no effect, it is always answered with 200, unless the check is strict. One that
 * proves nothing is counted and logged all the same: events with such a proof would be refused.
 *
 * A check with a valid proof gets the counts of this process. While the editor listens for a test
 * event, `?sample=<event>` emits a sample instead.
 */
export async function answerCheck(
	this: IWebhookFunctions,
	memory: TriggerMemory,
	settings: CallSettings,
): Promise<IWebhookResponseData> {
	const response = this.getResponseObject();
	if (this.getMode() === 'manual') {
		const { sample } = this.getQueryData() as { sample?: unknown };
		if (sample !== undefined) return giveSample.call(this, sample, settings);
	}
	if (settings.authentication === 'none') return respond(response, 200, 'Ready');
	const refusal = await refusalOf.call(this, memory, settings);
	if (refusal === undefined) return respond(response, 200, 'Ready', memory.counts.toJson());
	if (settings.strictCheck) return refuseAs.call(this, memory, REFUSALS, refusal);
	noteUnproven.call(this, memory, refusal);
	return respond(response, 200, 'Ready');
}

function noteUnproven(
	this: IWebhookFunctions,
	{ counts, logPace }: TriggerMemory,
	reason: PunchhCallRefusal,
): void {
	counts.countUnprovenCheck();
	const times = logPace.due(`check: ${reason}`, passedMs());
	if (times === 0) return;
	const checks = times === 1 ? 'a check' : `${times} checks`;
	const { hint } = REFUSALS[reason];
	warn.call(this, `answered ${checks} of its address without a valid proof: ${reason} (${hint})`);
}

/** For a check without a proof, the credential is not read. */
async function refusalOf(
	this: IWebhookFunctions,
	memory: TriggerMemory,
	settings: CallSettings,
): Promise<PunchhCallRefusal | undefined> {
	if (this.getHeaderData().authorization === undefined) return 'no proof';
	const { credentials: named } = this.getNode();
	const noBody = async () => Buffer.alloc(0);
	return await authenticatePunchhCall.call(this, memory, named, noBody, settings);
}

/** Tells the browser what has happened: n8n's own answer would be the name of one of its settings. */
function giveSample(
	this: IWebhookFunctions,
	name: unknown,
	{ keepSecrets }: CallSettings,
): IWebhookResponseData {
	const response = this.getResponseObject();
	if (typeof name !== 'string' || !Object.hasOwn(SAMPLES, name)) {
		const samples = Object.keys(SAMPLES).join(', ');
		return respond(response, 200, `There is no such sample. The samples are: ${samples}`);
	}
	const said = `The sample '${name}' is in the editor: it is now the output of the trigger`;
	// A copy, because what is blanked out must stay in the table.
	const item = toPunchhItem(
		structuredClone(SAMPLES[name as keyof typeof SAMPLES]) as IDataObject,
		nowMs(),
	);
	const json = keepSecrets ? item : blankOut(item);
	return { ...respond(response, 200, said), workflowData: [[{ json }]] };
}
