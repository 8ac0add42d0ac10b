import { passedMs } from '../../../shared/time';
import { POLICY } from '../../transport/policy';
import { KnownGuests } from './knownGuests';

const { mostWorkspaces, againMs } = POLICY.linking;

/** What is known of the guests of a workspace, and who needs it. */
interface Kept {
	known: KnownGuests;
	/** How many runs go on that use it. */
	runs: number;
	/** When it was used last, as `passedMs` counts. */
	usedMs: number;
}

/** By the ID of the connection; the one that was used last comes last. */
const WORKSPACES = new Map<string, Kept>();

/** What this process knows of the guests of a workspace. */
export function knownGuestsOf(workspace: string): KnownGuests {
	return keptOf(workspace).known;
}

/**
 * The same for a run, which needs it until it ends: another run that begins meanwhile has to know whom
 * this one is recording.
 */
export async function withKnownGuests<Result>(
	workspace: string,
	run: (known: KnownGuests) => Promise<Result>,
): Promise<Result> {
	const kept = keptOf(workspace);
	kept.runs++;
	return await run(kept.known).finally(() => {
		kept.runs--;
		// Braze may show what was recorded only after a while.
		kept.usedMs = passedMs();
		forgetOldest();
	});
}

/** Forgets everything, as a restart of n8n does. */
export function forgetAllGuests(): void {
	WORKSPACES.clear();
}

function keptOf(workspace: string): Kept {
	const kept = WORKSPACES.get(workspace) ?? { known: new KnownGuests(), runs: 0, usedMs: 0 };
	kept.usedMs = passedMs();
	WORKSPACES.delete(workspace);
	WORKSPACES.set(workspace, kept);
	forgetOldest();
	return kept;
}

/** Of too many workspaces, those go that were not used for longest, but for what Braze may not show yet. */
function forgetOldest(): void {
	const settledMs = passedMs() - againMs;
	for (const [workspace, { runs, usedMs }] of WORKSPACES) {
		if (WORKSPACES.size <= mostWorkspaces) return;
		if (runs === 0 && usedMs <= settledMs) WORKSPACES.delete(workspace);
	}
}
