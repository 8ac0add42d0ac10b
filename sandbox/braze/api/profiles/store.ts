import { randomBytes, randomInt } from 'node:crypto';

import { bare, type Json } from '../../../shared/json';
import {
	pushTokensOf,
	spelled,
	type Alias,
	type Contact,
	type NewProfile,
	type Profile,
	type SubscriptionState,
} from './profile';

/**
 * All profiles, found by each identifier without a search through them.
 *
 * Every change of a profile goes through here, so that the indexes are right and whoever watches
 * sees the profile as it was before.
 */
export class ProfileStore {
	private readonly profiles = new Set<Profile>();

	private readonly externalIds = new Map<string, Profile>();

	private readonly brazeIds = new Map<string, Profile>();

	private readonly aliases = new Map<string, Profile>();

	private readonly contacts: Record<Contact, Map<unknown, Set<Profile>>> = {
		email: new Map(),
		phone: new Map(),
	};

	private readonly devices = new Map<string, Profile>();

	private readonly tokens = new Map<string, Profile>();

	private writes = 0;

	/**
	 * @param now the clock
	 * @param beforeChange called ahead of each change with the profile as it is
	 */
	constructor(
		private readonly now: () => number,
		private readonly beforeChange: (profile: Profile, isNew: boolean) => void,
	) {}

	list(): Profile[] {
		return [...this.profiles];
	}

	clear(): void {
		this.profiles.clear();
		for (const index of [
			this.externalIds,
			this.brazeIds,
			this.aliases,
			this.devices,
			this.tokens,
		]) {
			index.clear();
		}
		this.contacts.email.clear();
		this.contacts.phone.clear();
	}

	/** Makes a profile; that its identifiers are free is the caller's affair. */
	create({ external_id: externalId, alias, attributes = {} }: NewProfile): Profile {
		const profile: Profile = {
			braze_id: randomBytes(12).toString('hex'),
			external_id: undefined,
			deprecated_external_ids: [],
			user_aliases: [],
			attributes: bare(),
			events: [],
			purchases: [],
			subscriptions: {},
			received: [],
			created: this.now(),
			random_bucket: randomInt(10_000),
			changed: 0,
		};
		this.beforeChange(profile, true);
		this.profiles.add(profile);
		this.brazeIds.set(profile.braze_id, profile);
		if (externalId !== undefined) this.setExternalId(profile, externalId);
		if (alias !== undefined) this.addAlias(profile, alias);
		for (const [name, value] of Object.entries(attributes)) this.write(profile, name, value);
		return profile;
	}

	remove(profile: Profile): void {
		this.change(profile);
		this.profiles.delete(profile);
		this.brazeIds.delete(profile.braze_id);
		for (const id of [profile.external_id, ...profile.deprecated_external_ids]) {
			if (id !== undefined) this.externalIds.delete(id);
		}
		for (const alias of profile.user_aliases) this.aliases.delete(aliasKey(alias));
		for (const contact of ['email', 'phone'] as const) this.unlist(contact, profile);
		for (const { token, device_id: device } of pushTokensOf(profile)) {
			this.tokens.delete(String(token));
			if (device !== undefined) this.devices.delete(String(device));
		}
	}

	/** By primary or deprecated external ID. */
	byExternalId(id: string): Profile | undefined {
		return this.externalIds.get(id);
	}

	byBrazeId(id: unknown): Profile | undefined {
		return this.brazeIds.get(String(id));
	}

	/** Aliases are case-sensitive. */
	byAlias(alias: Alias): Profile | undefined {
		return this.aliases.get(aliasKey(alias));
	}

	byDevice(id: string): Profile | undefined {
		return this.devices.get(id);
	}

	byToken(token: string): Profile | undefined {
		return this.tokens.get(token);
	}

	/** All profiles with an e-mail address, in any case, or a phone number. */
	byContact(contact: Contact, value: unknown): Profile[] {
		return [...(this.contacts[contact].get(spelled(contact, value)) ?? [])];
	}

	/** Gives a profile its primary external ID; one that it had is forgotten. */
	setExternalId(profile: Profile, id: string): void {
		this.change(profile);
		if (profile.external_id !== undefined) this.externalIds.delete(profile.external_id);
		profile.external_id = id;
		this.externalIds.set(id, profile);
	}

	/** A new primary external ID; the one before goes on as a deprecated one. */
	renameExternalId(profile: Profile, id: string): void {
		const before = profile.external_id;
		this.setExternalId(profile, id);
		if (before === undefined) return;
		profile.deprecated_external_ids.push(before);
		this.externalIds.set(before, profile);
	}

	removeDeprecatedId(profile: Profile, id: string): void {
		this.change(profile);
		profile.deprecated_external_ids = profile.deprecated_external_ids.filter((own) => own !== id);
		this.externalIds.delete(id);
	}

	addAlias(profile: Profile, alias: Alias): void {
		this.change(profile);
		const { alias_name, alias_label } = alias;
		profile.user_aliases.push({ alias_name, alias_label });
		this.aliases.set(aliasKey(alias), profile);
	}

	renameAlias(profile: Profile, { alias_name: name, alias_label: label }: Alias, to: string): void {
		this.change(profile);
		this.aliases.delete(aliasKey({ alias_name: name, alias_label: label }));
		for (const own of profile.user_aliases) {
			if (own.alias_name === name && own.alias_label === label) own.alias_name = to;
		}
		this.aliases.set(aliasKey({ alias_name: to, alias_label: label }), profile);
	}

	/** Writes a standard field or custom attribute; null and undefined remove it. */
	write(profile: Profile, name: string, value: unknown): void {
		this.change(profile);
		const contact = name === 'email' || name === 'phone' ? name : undefined;
		if (contact !== undefined) this.unlist(contact, profile);
		if (value === null || value === undefined) delete profile.attributes[name];
		else profile.attributes[name] = spelled(name, value);
		if (contact !== undefined) this.enlist(contact, profile);
		if (name === 'push_tokens') this.enlistTokens(profile);
	}

	append(profile: Profile, array: 'events' | 'purchases', record: Json): void {
		this.change(profile);
		profile[array].push(record);
	}

	subscribe(profile: Profile, groupId: string, state: SubscriptionState): void {
		this.change(profile);
		profile.subscriptions[groupId] = state;
	}

	receive(profile: Profile, message: Omit<Profile['received'][number], 'at'>): void {
		this.change(profile);
		const others = profile.received.filter(({ id }) => id !== message.id);
		profile.received = [...others, { ...message, at: this.now() }];
	}

	private change(profile: Profile): void {
		this.beforeChange(profile, false);
		profile.changed = ++this.writes;
	}

	private enlist(contact: Contact, profile: Profile): void {
		const value = profile.attributes[contact];
		if (value === undefined) return;
		const having = this.contacts[contact].get(value);
		if (having === undefined) this.contacts[contact].set(value, new Set([profile]));
		else having.add(profile);
	}

	private unlist(contact: Contact, profile: Profile): void {
		const value = profile.attributes[contact];
		const having = this.contacts[contact].get(value);
		having?.delete(profile);
		if (having?.size === 0) this.contacts[contact].delete(value);
	}

	private enlistTokens(profile: Profile): void {
		for (const { token, device_id: device } of pushTokensOf(profile)) {
			this.tokens.set(String(token), profile);
			if (device !== undefined) this.devices.set(String(device), profile);
		}
	}
}

function aliasKey({ alias_label: label, alias_name: name }: Alias): string {
	return JSON.stringify([label, name]);
}
