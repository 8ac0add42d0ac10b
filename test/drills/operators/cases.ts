import type { Stack } from '../../../playground/stack';
import type { Traffic } from './traffic';

/** What one case needs beside a running stack, and what it does. */
export interface Case {
	/** What happens, for whoever reads the output. */
	about: string;
	/** Environment variables of n8n. */
	n8nSettings?: (userFolder: string) => Promise<Record<string, string>>;
	/** Prepares the folder of n8n. @returns what takes that back */
	prepare?: (userFolder: string) => Promise<() => Promise<void>>;
	/** Plays it. What Punchh still wants to send, and what waits in the table, comes afterwards. */
	play: (stage: Stage) => Promise<void>;
	/** Secrets that only this case knows. */
	secrets?: string[];
}

/** Where a case is played. */
export interface Stage {
	stack: Stack;
	userFolder: string;
	/** Events on their way to the events example. */
	traffic: Traffic;
	/** Has whatever stands before n8n answer 503, or let calls through again. */
	close: (isClosed: boolean) => void;
	/** Prints what was seen. */
	show: (what: string, seen: unknown) => void;
	/** Notes what does not hold; the case goes on. */
	expect: (what: string, holds: boolean) => void;
}
