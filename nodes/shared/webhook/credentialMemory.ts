import type { ICredentialDataDecryptedObject as Values } from 'n8n-workflow';

/** How long a credential that was read is used. A secret that was revoked works for so long. */
const FRESH_MS = 10_000;

/** A refused call has the credential read anew, unless that was done so short a time ago. */
const JUST_READ_MS = 250;

/**
 * Holds the credential of a trigger for some seconds. n8n reads it from its database, decrypts it
 * and, by default, makes a V8 isolate each time, which costs more than all the rest of a call.
 */
export class CredentialMemory {
	private held?: { id: string; value: Promise<Values>; readAtMs: number };

	/**
	 * @param id of the credential; another one is read at once
	 * @param read reads it; concurrent calls share one reading, and a failure is not held
	 */
	async get(id: string, read: () => Promise<Values>): Promise<Values> {
		return await (this.isYounger(id, FRESH_MS) ? this.held!.value : this.read(id, read));
	}

	/** The same, read anew; undefined when it was read just now. */
	async getAnew(id: string, read: () => Promise<Values>): Promise<Values | undefined> {
		return this.isYounger(id, JUST_READ_MS) ? undefined : await this.read(id, read);
	}

	private isYounger(id: string, thanMs: number): boolean {
		return this.held?.id === id && Date.now() - this.held.readAtMs < thanMs;
	}

	private async read(id: string, read: () => Promise<Values>): Promise<Values> {
		const held = { id, value: read(), readAtMs: Date.now() };
		this.held = held;
		held.value.catch(() => {
			if (this.held === held) this.held = undefined;
		});
		return await held.value;
	}
}
