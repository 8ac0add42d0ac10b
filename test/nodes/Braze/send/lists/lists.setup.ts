import {
	postList,
	type ListEndpoint,
	type ListEntry,
} from '../../../../../nodes/Braze/send/lists/endpoint';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Outcome } from '../../../../../nodes/shared/http/send';

export const SEED = { seed: 20260314 };

jumpingClock();

export const entry = (value: string, more: Partial<ListEntry> = {}): ListEntry => ({
	frame: {},
	list: 'ids',
	value,
	about: [],
	...more,
});

export const endpoint = (more: Partial<ListEndpoint> = {}): ListEndpoint => ({
	permission: 'a.permission',
	repeatSafe: true,
	request: postList('/path'),
	...more,
});

export const reply = (status: number, body: unknown): Outcome => ({
	kind: 'reply',
	status,
	headers: {},
	body,
});
