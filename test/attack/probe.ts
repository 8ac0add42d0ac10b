import type { Stack } from '../../playground/stack';

/** What became of an attack. */
export interface Seen {
	/** Whether it was withstood. */
	holds: boolean;
	/** What was seen, in a few words. */
	saw: string;
}

/** One attack, with harmless input, on our own servers. */
export interface Probe {
	what: string;
	try(ground: Ground): Promise<Seen>;
}

/** Where attacks happen: a real n8n with the package and the examples, beside the sandbox. */
export interface Ground extends Stack {
	/** Everything that the stand-ins remember, as text. */
	state(): Promise<string>;
	/** How many executions a workflow has. */
	executions(workflowId: string): Promise<number>;
}

/** Withstood where the answer has one of these statuses. */
export function expectStatus(status: number, ...right: number[]): Seen {
	return { holds: right.includes(status), saw: String(status) };
}

/** An attack that cannot be made is no attack that was withstood. */
export async function attempt<G>(
	probe: { try(ground: G): Promise<Seen> },
	ground: G,
): Promise<Seen> {
	try {
		return await probe.try(ground);
	} catch (error) {
		return { holds: false, saw: `could not be tried: ${(error as Error).message.slice(0, 200)}` };
	}
}
