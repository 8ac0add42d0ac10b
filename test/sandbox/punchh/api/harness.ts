import { startSandbox, type Sandbox } from '../../../../sandbox';
import type { PunchhState } from '../../../../sandbox/punchh/api/state';
import { GUESTS, PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { readSample, type Envelope } from '../../../../sandbox/punchh/webhooks/events';
import { call, callDashboard, callSigned, type Answer, type Json } from '../../http';

export const [MARA, JO] = GUESTS;
export const client = PUNCHH_KEYS.client;

/** A guest who can sign up. */
export const NEW = {
	email: 'new@example.com',
	password: 'long-enough',
	password_confirmation: 'long-enough',
	first_name: 'New',
	last_name: 'Guest',
};

/** A check-in with all that is required. */
export const CHECKIN = {
	user_id: MARA.user_id,
	transaction_no: '88041',
	store_number: '202',
	menu_items: [{ item_name: 'Flat White', item_qty: 1, item_amount: 12.75 }],
	subtotal_amount: 12.75,
	receipt_amount: 12.75,
	payable: 12.75,
	external_uid: 'olo-1',
	receipt_datetime: '2026-03-14T12:17:00Z',
};

/** The stand-in of one test file, reset before each test. */
export class PunchhSandbox {
	private sandbox?: Sandbox;

	/** The events that calls have caused since the last reset. */
	events: Envelope[] = [];

	async start(): Promise<void> {
		this.sandbox = await startSandbox();
	}

	async close(): Promise<void> {
		await this.sandbox?.close();
	}

	reset(): void {
		this.sandbox!.reset();
		this.events = [];
		this.state.emit = (event) => this.events.push(event);
	}

	get url(): string {
		return this.sandbox!.punchhUrl;
	}

	get state(): PunchhState {
		return this.sandbox!.punchh;
	}

	/** The header of a guest who is logged in to the mobile API. */
	get token(): { authorization: string } {
		return { authorization: `Bearer ${this.state.findGuest(MARA.user_id)!.access_token}` };
	}

	async signed(method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
		return await callSigned(this.url, method, path, body, headers);
	}

	async dashboard(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
		return await callDashboard(this.url, method, path, body, key);
	}

	/** Calls a path with the admin key that is not below /api2/dashboard. */
	async admin(method: string, path: string, body?: unknown): Promise<Answer> {
		const headers = { authorization: `Bearer ${PUNCHH_KEYS.admin}` };
		return await call(method, `${this.url}${path}`, headers, body);
	}

	async patchMara(user: Json): Promise<Answer> {
		const { user_id: id, email } = MARA;
		return await this.dashboard('PATCH', '/users', { id: String(id), email, user });
	}

	async signUp(user: Json = {}, headers = {}): Promise<Answer> {
		const body = { client, user: { ...NEW, ...user } };
		return await this.signed('POST', '/api2/mobile/users', body, headers);
	}
}

/** Starts a stand-in for a test file and resets it before each test. */
export function punchhSandbox(): PunchhSandbox {
	const sandbox = new PunchhSandbox();
	beforeAll(async () => await sandbox.start());
	afterAll(async () => await sandbox.close());
	beforeEach(() => sandbox.reset());
	return sandbox;
}

/** The names of all keys of an object, those of the objects inside it included. */
export function keysOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]));
}

/** The keys of the sample that stands for a shape. */
export function keysOfSample(name: string): unknown {
	return keysOf(readSample(name));
}
