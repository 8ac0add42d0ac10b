import type { ICredentialDataDecryptedObject as Values } from 'n8n-workflow';

import { nowMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';

const { freshMs, justReadMs } = WEBHOOK_POLICY.credential;

/**
 * Holds the credential of a trigger for some seconds. n8n reads it from its database, decrypts it
 * and, by default, makes a V8 isolate each time, which costs more than all the rest of a call.
 */
export class HeldCredential {
	private held?: { id: string; value: Promise<Values>; readAtMs: number };

	/**
	 * @param id of the credential; another one is read at once
	 * @param read reads it; concurrent calls share one reading, and a failure is not held
	 */
	async get(id: string, read: () => Promise<Values>): Promise<Values> {
		return await (this.isYounger(id, freshMs) ? this.held!.value : this.read(id, read));
	}

	/** The same, read anew; undefined when it was read just now. */
	async getFresh(id: string, read: () => Promise<Values>): Promise<Values | undefined> {
		return this.isYounger(id, justReadMs) ? undefined : await this.read(id, read);
	}

	private isYounger(id: string, thanMs: number): boolean {
		return this.held?.id === id && nowMs() - this.held.readAtMs < thanMs;
	}

	private async read(id: string, read: () => Promise<Values>): Promise<Values> {
		const held = { id, value: read(), readAtMs: nowMs() };
		this.held = held;
		held.value.catch(() => {
			if (this.held === held) this.held = undefined;
		});
		return await held.value;
	}
}
