import { z } from 'zod';

import type { Json } from '../../../shared/json';
import type { Contact, Profile, SubscriptionState } from '../profiles/profile';
import type { BrazeState } from '../state';
import { subscribe } from '../track/contacts';
import { DOCUMENTED, INVENTED } from '../wordings';
import { endpoint, refusal, success, type Answer, type Call, type Endpoint } from './endpoint';
import { email, list, oneOrMany, phone, queryNumber, subscriptionState, text } from './inputs';

const NOT_BOTH: [(value: { email?: unknown; phone?: unknown }) => boolean, string] = [
	(value) => value.email === undefined || value.phone === undefined,
	DOCUMENTED.emailAndPhone,
];

const USERS = {
	external_id: oneOrMany(z.coerce.string()).optional(),
	email: oneOrMany(email).optional(),
	phone: oneOrMany(phone).optional(),
};

/** Those of whom a call speaks. */
interface Users {
	external_id?: string[];
	email?: string[];
	phone?: string[];
}

const SOMEBODY: [(value: Users) => boolean, string] = [
	({ external_id: id, email: address, phone: number }) =>
		id !== undefined || address !== undefined || number !== undefined,
	INVENTED.exactlyOne("'external_id', 'email', 'phone'"),
];

const SET = z
	.object({
		subscription_group_id: text,
		subscription_state: subscriptionState,
		use_double_opt_in_logic: z.boolean().optional(),
		...USERS,
	})
	.refine(...NOT_BOTH)
	.refine(...SOMEBODY);

const SET_GROUPS = z.object({
	subscription_groups: list(
		z
			.object({
				subscription_group_id: text,
				subscription_state: subscriptionState,
				use_double_opt_in_logic: z.boolean().optional(),
				external_ids: list(text).optional(),
				emails: list(email).optional(),
				phones: list(phone).optional(),
			})
			.transform(({ external_ids, emails, phones, ...group }) => ({
				...group,
				external_id: external_ids,
				email: emails,
				phone: phones,
			}))
			.refine(...NOT_BOTH)
			.refine(...SOMEBODY),
	),
});

/** One order to set a group's state. */
interface GroupChange extends Users {
	subscription_group_id: string;
	subscription_state: SubscriptionState;
}

/** Subscription group endpoints. */
export const SUBSCRIPTIONS: Endpoint[] = [
	endpoint({
		method: 'POST',
		path: '/subscription/status/set',
		permission: 'subscription.status.set',
		pool: 'subscriptions',
		reads: 'body',
		input: SET,
		handle: (state, change, call) => setGroups(state, [change], call),
	}),
	endpoint({
		method: 'POST',
		path: '/v2/subscription/status/set',
		permission: 'subscription.status.set',
		pool: 'subscriptions',
		reads: 'body',
		input: SET_GROUPS,
		handle: (state, { subscription_groups: changes }, call) => setGroups(state, changes, call),
	}),
	endpoint({
		method: 'GET',
		path: '/subscription/user/status',
		permission: 'subscription.groups.get',
		pool: 'others',
		reads: 'query',
		input: z
			.object({ ...USERS, limit: queryNumber(100, 100), offset: queryNumber(0) })
			.refine(...SOMEBODY),
		handle: (state, { limit, offset, ...users }) => {
			const found = usersOf(state, users);
			return success({ ...userPage(state, found, offset, limit), total_count: found.length }, 200);
		},
	}),
	endpoint({
		method: 'GET',
		path: '/subscription/status/get',
		permission: 'subscription.status.get',
		pool: 'others',
		reads: 'query',
		input: z.object({ subscription_group_id: text, ...USERS }).refine(...SOMEBODY),
		handle: (state, { subscription_group_id: group, ...users }) =>
			success({ status: statusByUser(state, group, users) }, 200),
	}),
];

function setGroups(state: BrazeState, changes: GroupChange[], { apply }: Call): Answer {
	const known = new Set(state.workspace.subscriptionGroups.map(({ id }) => id));
	if (changes.some(({ subscription_group_id: id }) => !known.has(id))) {
		return refusal(INVENTED.subscriptionGroupId);
	}
	apply(() => {
		for (const { subscription_group_id: id, subscription_state: wanted, ...users } of changes) {
			for (const profile of usersOf(state, users)) subscribe(state, profile, id, wanted);
		}
	});
	return success();
}

/** Everybody with one of the identifiers; all users who share an address are meant. */
function usersOf(
	{ store }: BrazeState,
	{ external_id: ids, email: addresses, phone: numbers }: Users,
) {
	const byContact = (contact: Contact, values: string[] = []) =>
		values.flatMap((value) => store.byContact(contact, value));
	const found = [
		...(ids ?? []).map((id) => store.byExternalId(id)),
		...byContact('email', addresses),
		...byContact('phone', numbers),
	];
	return [...new Set(found)].filter((profile): profile is Profile => profile !== undefined);
}

/** Only groups whose state was ever set for the user are listed. */
function userPage(
	{ workspace }: BrazeState,
	users: Profile[],
	offset: number,
	limit: number,
): Json {
	return {
		users: users
			.slice(offset, offset + limit)
			.map(({ attributes, external_id, subscriptions }) => ({
				email: attributes.email,
				phone: attributes.phone,
				external_id,
				subscription_groups: workspace.subscriptionGroups
					.filter(({ id }) => subscriptions[id] !== undefined)
					.map(({ id, name, channel }) => ({
						id,
						name,
						channel,
						status: shown(subscriptions[id]),
					})),
			})),
	};
}

function statusByUser({ store }: BrazeState, group: string, users: Users): Json {
	const rows: Array<[string, Profile[]]> = [
		...(users.external_id ?? []).map((id): [string, Profile[]] => {
			const profile = store.byExternalId(id);
			return [id, profile === undefined ? [] : [profile]];
		}),
		...(users.email ?? []).map((one): [string, Profile[]] => [one, store.byContact('email', one)]),
		...(users.phone ?? []).map((one): [string, Profile[]] => [one, store.byContact('phone', one)]),
	];
	return Object.fromEntries(rows.map(([id, found]) => [id, shown(found[0]?.subscriptions[group])]));
}

/** A state as the look-ups show it. */
function shown(state: SubscriptionState | undefined): string {
	return state === undefined ? 'Unknown' : `${state[0].toUpperCase()}${state.slice(1)}`;
}
