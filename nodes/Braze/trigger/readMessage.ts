import type { IDataObject } from 'n8n-workflow';

import { bodyText, isBlank, isObject } from '../../shared/values/json';
import { parsedText, parseExact } from '../../shared/values/parseExact';
import { trimmed } from '../../shared/values/trimmed';
import { repeatedName } from './repeatedName';
import { readSignedMessage } from './signedMessage';

/** A webhook call as far as reading its message needs it. */
export interface MessageCall {
	rawBody: Buffer;
	/** Content type in lowercase; '' if there is none. */
	contentType: string;
	/** Query parameters, which hold the message if there is no body. */
	query: IDataObject;
}

/** A message that was read: its original fields, or the text that could not be read. */
export type ReadMessage = ({ fields: IDataObject } | { text: string; problem: string }) & {
	/** The signature that it came with, checked or not. */
	signature?: string;
};

/** What every item of the Braze Trigger has; null if the message does not have it. */
export interface BrazeItem extends IDataObject {
	event: string | null;
	external_id: string | null;
	braze_id: string | null;
	email: string | null;
	phone: string | null;
	campaign_id: string | null;
	campaign_name: string | null;
	canvas_id: string | null;
	canvas_name: string | null;
	message_id: string | null;
	dispatch_id: string | null;
	/** What else the message says about the user or the event. */
	properties: IDataObject;
	/** The original message: an object, or text that could not be read. */
	body: IDataObject | string;
}

/**
 * The fields of an item and the names under which a message may have them, best first. The first that the
 * message has is the one, also if it is empty: beside an empty `external_id`, `user_id` is somebody else's ID.
 */
const NAMES = {
	event: ['event', 'event_name', 'message', 'message_name'],
	external_id: ['external_id', 'user_id', 'external_user_id'],
	braze_id: ['braze_id'],
	email: ['email', 'email_address'],
	phone: ['phone', 'phone_number'],
	campaign_id: ['campaign_id', 'campaign_api_id'],
	campaign_name: ['campaign_name'],
	canvas_id: ['canvas_id', 'canvas_api_id'],
	canvas_name: ['canvas_name'],
	message_id: ['message_id', 'message_api_id'],
	dispatch_id: ['dispatch_id'],
} satisfies Record<string, string[]>;

/** The type of a form, and how a page of Braze's spells it. (Braze: create a webhook, "Raw text") */
const FORM_TYPES = ['application/x-www-form-urlencoded', 'application/x-www-form-url-encoded'];

/** How JSON begins. In form fields, these characters are encoded. */
const BEGINS_JSON = /^\s*[[{]/;

/**
 * Reads a message in any of the forms that a marketer can choose: JSON, whatever the content type says,
 * form fields, or the query of a call without a body. Below a signature it is always JSON, because
 * nothing signs the content type or the query.
 */
export function readMessage(call: MessageCall): ReadMessage {
	const message = readForm(call);
	const problem = 'fields' in message ? problemOf(message.fields) : undefined;
	if (problem === undefined) return message;
	const { message: body } = readSignedMessage(call.rawBody) ?? { message: call.rawBody };
	const text = bodyText(body) || JSON.stringify(call.query);
	return { text, problem, signature: message.signature };
}

function readForm({ rawBody, contentType, query }: MessageCall): ReadMessage {
	const signed = readSignedMessage(rawBody);
	if (signed !== undefined) {
		return { ...readJson(bodyText(signed.message)), signature: signed.signature };
	}
	const text = bodyText(rawBody);
	if (isBlank(text)) return { fields: withPluses(query) };
	if (FORM_TYPES.some((type) => contentType.startsWith(type)) && !BEGINS_JSON.test(text)) {
		return { fields: withPluses(formFields(text)) };
	}
	return readJson(text);
}

/** A name that comes twice has a list, as in a query: which of the two users is meant, nobody knows. */
function formFields(text: string): IDataObject {
	const form = new URLSearchParams(text);
	const names = [...new Set(form.keys())];
	return Object.fromEntries(
		names.map((name) => {
			const values = form.getAll(name);
			return [name, values.length === 1 ? values[0] : values];
		}),
	);
}

/** The fields with addresses and numbers, in which a space may have been a plus. */
const CONTACTS = [...NAMES.external_id, ...NAMES.email, ...NAMES.phone];

const ADDRESS = /^[^\s@,;]+@[^\s@,;+]+$/;

/** A phone number that had a plus in front, before it became a space. */
const WITHOUT_PLUS = /^ [1-9][\d\s().-]{5,}$/;

/** In queries and forms a plus means a space, and what Liquid puts there is not escaped by itself. */
function withPluses(fields: IDataObject): IDataObject {
	const read = Object.entries(fields).map(([name, value]): [string, IDataObject[string]] => {
		if (!CONTACTS.includes(name) || typeof value !== 'string') return [name, value];
		// A number that is an ID has no plus: a space in front of it is what somebody has typed into the template.
		if (NAMES.phone.includes(name) && WITHOUT_PLUS.test(value)) return [name, `+${value.slice(1)}`];
		const address = trimmed(value).replaceAll(' ', '+');
		return [name, ADDRESS.test(address) ? address : value];
	});
	return Object.fromEntries(read);
}

function readJson(text: string): ReadMessage {
	try {
		const parsed = parseExact(text);
		if (!isObject(parsed)) return { text, problem: 'The body is not a JSON object' };
		const name = repeatedName(text);
		return name === undefined ? { fields: parsed } : { text, problem: twice(name) };
	} catch (error) {
		return { text, problem: `The body is not valid JSON: ${(error as Error).message}` };
	}
}

/** Why it is not certain what a message says, and of whom. */
function problemOf(fields: IDataObject): string | undefined {
	const properties = parsedText(fields.properties);
	const isCut = typeof properties === 'string' && BEGINS_JSON.test(properties);
	// A form that has them twice.
	const isSeveral = Array.isArray(properties) && properties.length > 1;
	if (isCut || isSeveral) return UNREADABLE;
	const name = nameInPlaces(fields);
	return name === undefined ? undefined : twice(name);
}

const UNREADABLE =
	'The properties are not a JSON object, as if a text without json_escape or url_encode had ended them';

/** What may say whom a message is about. */
const NAMES_SOMEBODY = /(?:id|email|phone|address|number|guest|user)$/i;

/**
 * A name that stands twice in `properties` that are text; or one that may name somebody, and stands in them and
 * beside them with another value.
 */
function nameInPlaces({ properties: given, ...others }: IDataObject): string | undefined {
	const properties = parsedText(given);
	if (!isObject(properties)) return undefined;
	const isOther = (name: string) =>
		NAMES_SOMEBODY.test(name) &&
		Object.hasOwn(others, name) &&
		textOf(others[name]) !== textOf(properties[name]);
	const inText = typeof given === 'string' ? repeatedName(given) : undefined;
	return inText ?? Object.keys(properties).find(isOther);
}

const twice = (name: string) =>
	`The body has '${name}' twice, as if a text without json_escape had closed its quotes: whom the message is about is not certain`;

/**
 * The item for a message. What cannot be read becomes an item that says so, with the text as it
 * came.
 */
export function toBrazeItem(message: ReadMessage): BrazeItem {
	const fields = 'fields' in message ? message.fields : {};
	const read = Object.entries(NAMES).map(
		([field, names]) => [field, names.find((name) => Object.hasOwn(fields, name))] as const,
	);
	const known = Object.fromEntries(
		read.map(([field, name]) => [field, name === undefined ? null : textOf(fields[name])]),
	) as Record<keyof typeof NAMES, string | null>;
	const item: BrazeItem = {
		...known,
		properties: readProperties(fields, new Set(read.map(([, name]) => name))),
		body: 'fields' in message ? fields : message.text,
	};
	return 'fields' in message ? item : { ...item, parse_error: message.problem };
}

/** Braze renders what a user lacks as empty text. */
function textOf(value: unknown): string | null {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return typeof value === 'string' ? trimmed(value) || null : null;
}

/**
 * The message's own `properties`, and every other field. Key-value pairs and forms have them as text.
 *
 * @param taken the names of the fields that the item has under a name of its own
 */
function readProperties(fields: IDataObject, taken: ReadonlySet<string | undefined>): IDataObject {
	const isOther = ([name]: [string, unknown]) => name !== 'properties' && !taken.has(name);
	const own = parsedText(fields.properties);
	const properties = isObject(own) ? own : {};
	return { ...Object.fromEntries(Object.entries(fields).filter(isOther)), ...properties };
}
