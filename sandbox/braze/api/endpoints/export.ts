import { z } from 'zod';

import type { Json } from '../../../shared/json';
import { exportView } from '../profiles/exportView';
import { spelled, type Alias, type Contact, type Profile } from '../profiles/profile';
import type { ProfileStore } from '../profiles/store';
import type { BrazeState } from '../state';
import { INVENTED } from '../wordings';
import { endpoint, refusal, success, type Answer, type Endpoint } from './endpoint';
import { alias, MOST_ENTRIES, text } from './inputs';

const EXPORT = z
	.object({
		external_ids: z.array(z.coerce.string()).max(MOST_ENTRIES).optional(),
		user_aliases: z.array(alias).max(MOST_ENTRIES).optional(),
		device_id: text.optional(),
		braze_id: text.optional(),
		email_address: text.optional(),
		phone: text.optional(),
		fields_to_export: z.array(z.string()).optional(),
	})
	.refine(({ external_ids, user_aliases, device_id, braze_id, email_address, phone }) => {
		const lists = external_ids === undefined && user_aliases === undefined ? [] : ['lists'];
		const singles = [device_id, braze_id, email_address, phone].filter((id) => id !== undefined);
		return lists.length + singles.length === 1;
	}, INVENTED.exactlyOne("'external_ids', 'user_aliases', 'device_id', 'braze_id', 'email_address', 'phone'"));

type Test = (profile: Profile) => boolean;

/** One identifier that was asked for. */
interface Wanted {
	/** As it is named among the invalid IDs. */
	name: unknown;
	/** Who has it now. */
	found: Profile[];
	/** Whether a profile has it; the export may still show an older state. */
	test: Test;
}

export const EXPORTS: Endpoint[] = [
	endpoint({
		method: 'POST',
		path: '/users/export/ids',
		permission: 'users.export.ids',
		pool: 'export',
		reads: 'body',
		input: EXPORT,
		handle: exportByIds,
	}),
];

/** What is not found is named in `invalid_user_ids`, and is no error. */
function exportByIds(state: BrazeState, input: z.output<typeof EXPORT>): Answer {
	const { fields_to_export: fields } = input;
	if (fields === undefined && state.knobs.fieldsToExport === 'required') {
		return refusal(INVENTED.required('fields_to_export'));
	}
	const lately = state.visibility.lately();
	const users = new Map<string, Profile>();
	const invalid: unknown[] = [];
	for (const { name, found, test } of wantedBy(state, input)) {
		const seen = [...found.map((profile) => state.visibility.seen(profile)), ...lately];
		const matches = seen.filter(
			(profile): profile is Profile => profile !== undefined && test(profile),
		);
		for (const profile of matches) users.set(profile.braze_id, profile);
		if (matches.length === 0) invalid.push(name);
	}
	const views = [...users.values()].map((profile) =>
		pickFields(exportView(profile, state.now()), fields),
	);
	return success({ users: views, invalid_user_ids: invalid });
}

/** Everyone that a call names, in the order in which Braze reads the identifiers. */
function wantedBy({ store }: BrazeState, input: z.output<typeof EXPORT>): Wanted[] {
	const { device_id: device, braze_id: brazeId, external_ids: ids, user_aliases: aliases } = input;
	const wanted = [...wantedIds(store, ids ?? []), ...wantedAliases(store, aliases ?? [])];
	if (brazeId !== undefined) {
		wanted.push(one(brazeId, store.byBrazeId(brazeId), ({ braze_id: own }) => own === brazeId));
	}
	if (device !== undefined) {
		const found = store.byDevice(device);
		wanted.push(one(device, found, ({ braze_id: own }) => own === found?.braze_id));
	}
	return [...wanted, ...wantedContacts(store, input)];
}

function one(name: unknown, found: Profile | undefined, test: Test): Wanted {
	return { name, found: found === undefined ? [] : [found], test };
}

function wantedIds(store: ProfileStore, ids: string[]): Wanted[] {
	return ids.map((id) =>
		one(
			id,
			store.byExternalId(id),
			(profile) => profile.external_id === id || profile.deprecated_external_ids.includes(id),
		),
	);
}

function wantedAliases(store: ProfileStore, aliases: Alias[]): Wanted[] {
	return aliases.map((given) =>
		one(given, store.byAlias(given), ({ user_aliases: own }) =>
			own.some(
				({ alias_name: name, alias_label: label }) =>
					name === given.alias_name && label === given.alias_label,
			),
		),
	);
}

/** A contact may be that of many users. */
function wantedContacts(
	store: ProfileStore,
	{ email_address: email, phone }: z.output<typeof EXPORT>,
): Wanted[] {
	return Object.entries({ email, phone }).flatMap(([contact, value]) => {
		if (value === undefined) return [];
		const wanted = spelled(contact, value);
		const test: Test = ({ attributes }) => attributes[contact] === wanted;
		return [{ name: value, found: store.byContact(contact as Contact, value), test }];
	});
}

function pickFields(view: Json, fields: string[] | undefined): Json {
	if (fields === undefined) return view;
	return Object.fromEntries(Object.entries(view).filter(([name]) => fields.includes(name)));
}
