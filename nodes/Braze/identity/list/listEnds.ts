import type { IExecuteFunctions } from 'n8n-workflow';

import type { KnownGuests } from '../memory/knownGuests';

/** A list as a loop hands it on in parts: what one node gets in one execution. */
interface ListEnd {
	list: string;
	/** The external ID of another person beside the last rows. */
	strangersId?: string;
}

/** Of the list that was linked last in each workspace. */
const ENDS = new WeakMap<KnownGuests, ListEnd>();

const nameOf = (context: IExecuteFunctions) =>
	JSON.stringify([context.getExecutionId(), context.getNode().id]);

/** The other person's external ID beside which an earlier part of the list has ended, if there is one. */
export function strangerBefore(context: IExecuteFunctions, known: KnownGuests): string | undefined {
	const end = ENDS.get(known);
	return end?.list === nameOf(context) ? end.strangersId : undefined;
}

/** Remembers how a part of a list has ended. */
export function noteEnd(
	context: IExecuteFunctions,
	known: KnownGuests,
	strangersId: string | undefined,
): void {
	ENDS.set(known, { list: nameOf(context), strangersId });
}
