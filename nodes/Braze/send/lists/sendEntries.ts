import type { IExecuteFunctions } from 'n8n-workflow';

import { Progress } from '../../../shared/operations/progress';
import { POLICY } from '../../transport/policy';
import type { Workspace } from '../inWorkspaces';
import { sendBatches } from '../sendBatches';
import type { Verdict } from '../types';
import { asEndpoint, type ListEndpoint, type ListEntry } from './endpoint';
import { packLists } from './pack';

/**
 * Sends entries to an endpoint of a workspace that takes a list, in as few requests as it allows, and
 * returns the verdict of each.
 */
export async function sendEntries(
	context: Pick<IExecuteFunctions, 'getExecutionCancelSignal' | 'logger'>,
	workspace: Workspace,
	endpoint: ListEndpoint,
	entries: ListEntry[],
): Promise<Map<ListEntry, Verdict>> {
	return await sendBatches(packLists(entries, endpoint), {
		workspace,
		endpoint: asEndpoint(endpoint),
		settings: { ...POLICY.sending, lanes: POLICY.listLanes },
		signal: context.getExecutionCancelSignal(),
		progress: new Progress(context.logger, `Braze: ${endpoint.permission}`, entries.length),
	});
}
