import { Newest } from '../../shared/values/newest';
import { POLICY } from '../transport/policy';
import { KnownGuests } from './knownGuests';

const WORKSPACES = new Newest<KnownGuests>(POLICY.linking.mostWorkspaces);

/** What this process knows of the guests of a workspace. */
export function knownGuestsOf(workspace: string): KnownGuests {
	let known = WORKSPACES.get(workspace);
	if (known === undefined) {
		known = new KnownGuests();
		WORKSPACES.set(workspace, known);
	}
	return known;
}

/** Forgets everything, as a restart of n8n does. */
export function forgetAllGuests(): void {
	WORKSPACES.clear();
}
