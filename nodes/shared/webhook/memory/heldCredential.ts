import type { ICredentialDataDecryptedObject as Values } from 'n8n-workflow';

import { passedMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';

const { freshMs, justReadMs } = WEBHOOK_POLICY.credential;

/**
 * Keeps the credential of a trigger for a few seconds. Each time it is asked, n8n reads it from its
 * database, decrypts it and, by default, creates a V8 isolate, which costs more than the rest of the
 * call.
 */
export class HeldCredential {
	private held?: { id: string; value: Promise<Values>; readAtMs: number };

	/**
	 * @param id of the credential; a different one is read at once
	 * @param read reads it; concurrent calls share one read, and a failure is not kept
	 */
	async get(id: string, read: () => Promise<Values>): Promise<Values> {
		return await (this.isYounger(id, freshMs) ? this.held!.value : this.read(id, read));
	}

	/** The credential, read again; undefined if it was read a moment ago. */
	async getFresh(id: string, read: () => Promise<Values>): Promise<Values | undefined> {
		return this.isYounger(id, justReadMs) ? undefined : await this.read(id, read);
	}

	private isYounger(id: string, thanMs: number): boolean {
		return this.held?.id === id && passedMs() - this.held.readAtMs < thanMs;
	}

	private async read(id: string, read: () => Promise<Values>): Promise<Values> {
		const held = { id, value: read(), readAtMs: passedMs() };
		this.held = held;
		held.value.catch(() => {
			if (this.held === held) this.held = undefined;
		});
		return await held.value;
	}
}
