import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	externalSourceField,
	externalSourceIdField,
	OTHER_SOURCE,
	otherSourceField,
} from './fields';
import { asText, withoutEmpty, type PunchhItem } from './item';
import { LANGUAGES } from './options';

/** Where a guest's fields are given: the ways to sign up, and the change of a guest. */
type Place = 'mobile' | 'sso' | 'eclub' | 'update';

type GuestField = Pick<INodeProperties, 'displayName' | 'name' | 'description'> &
	Partial<INodeProperties> & {
		/** Where Punchh documents the field; everywhere when not said. */
		in?: Place[];
	};

const DATE = { placeholder: 'e.g. 1991-06-23' };

/** Fields of a guest beside name, email and password; `name` is Punchh's own name of the field. */
const GUEST_FIELDS: GuestField[] = [
	{ displayName: 'Address', name: 'address', description: 'Street and number', in: ['mobile'] },
	{
		displayName: 'Address Line 1',
		name: 'address_line1',
		description: 'Street and number',
		in: ['sso', 'update'],
	},
	{
		displayName: 'Age Verified',
		name: 'age_verified_status',
		type: 'boolean',
		default: false,
		description: 'Whether the age of the guest has been verified',
		in: ['mobile', 'sso', 'update'],
	},
	{ displayName: 'Anniversary', name: 'anniversary', ...DATE, description: 'Date as YYYY-MM-DD' },
	{
		displayName: 'Birthday',
		name: 'birthday',
		...DATE,
		description:
			'Date as YYYY-MM-DD. Punchh keeps the first one that it is given and drops any later one without a word.',
	},
	{ displayName: 'City', name: 'city', description: 'Town of the postal address' },
	{
		displayName: 'Favourite Location IDs',
		name: 'favourite_location_ids',
		placeholder: 'e.g. 3021,3022',
		description: 'IDs of locations, separated by commas',
		in: ['mobile'],
	},
	{
		displayName: 'Gender',
		name: 'gender',
		placeholder: 'e.g. female',
		description: 'As your Punchh programme spells it',
	},
	{
		displayName: 'Invite Code',
		name: 'invite_code',
		description: 'The referral code of the guest who invited this one',
		in: ['mobile', 'sso'],
	},
	{
		displayName: 'Marketing Email Subscription',
		name: 'marketing_email_subscription',
		type: 'boolean',
		default: false,
		description: 'Whether the guest wants marketing emails',
	},
	{
		displayName: 'Marketing Push Subscription',
		name: 'marketing_pn_subscription',
		type: 'boolean',
		default: false,
		description: 'Whether the guest wants marketing push notifications',
		in: ['mobile', 'update'],
	},
	{
		displayName: 'Phone',
		name: 'phone',
		placeholder: 'e.g. 5550142001',
		description: 'Digits only',
	},
	{
		displayName: 'Preferred Language',
		name: 'preferred_locale',
		type: 'options',
		options: LANGUAGES,
		default: 'en',
		description: 'The language that the guest prefers',
		in: ['update'],
	},
	{
		displayName: 'Preferred Location IDs',
		name: 'preferred_location_ids',
		placeholder: 'e.g. 3021,3022',
		description: 'IDs of locations, separated by commas',
		in: ['update'],
	},
	{
		displayName: 'Privacy Policy',
		name: 'privacy_policy',
		type: 'boolean',
		default: false,
		description: 'Whether the guest accepted your privacy policy',
		in: ['mobile', 'update'],
	},
	{
		displayName: 'Secondary Email',
		name: 'secondary_email',
		placeholder: 'name@email.com',
		description: 'A second email address of the guest',
		in: ['mobile', 'update'],
	},
	{
		displayName: 'Send SMS Opt-In',
		name: 'send_compliance_sms',
		type: 'boolean',
		default: false,
		description:
			'Whether Punchh asks the guest by SMS to confirm SMS messages. Needs Terms and Conditions.',
		in: ['mobile', 'sso', 'eclub'],
	},
	{
		displayName: 'Signup Channel',
		name: 'signup_channel',
		placeholder: 'e.g. WebEmail',
		description:
			'Where the guest signed up. Punchh assumes MobileEmail or, for the SSO API, OnlineOrder.',
		in: ['mobile', 'sso'],
	},
	{ displayName: 'State', name: 'state', description: 'State of the postal address' },
	{
		displayName: 'Terms and Conditions',
		name: 'terms_and_conditions',
		type: 'boolean',
		default: false,
		description: 'Whether the guest accepted your terms',
	},
	{
		displayName: 'Test User',
		name: 'test_user',
		type: 'boolean',
		default: false,
		description: 'Whether the guest is one of your own test guests',
		in: ['update'],
	},
	{
		displayName: 'Title',
		name: 'title',
		placeholder: 'e.g. Ms.',
		description: 'One of Mr., Miss, Mrs., Ms., Dr., Rev.',
		in: ['mobile', 'update'],
	},
	{ displayName: 'ZIP Code', name: 'zip_code', description: 'Code of the postal address' },
];

/** Answers to the questions that a business asks its guests. */
const profileAnswers: INodeProperties = {
	displayName: 'Profile Field Answers',
	name: 'profileFieldAnswers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Answer',
	default: {},
	description: 'Answers to the profile questions of your business',
	options: [
		{
			displayName: 'Answer',
			name: 'answer',
			values: [
				{
					displayName: 'Profile Field',
					name: 'field',
					type: 'options',
					options: Array.from({ length: 25 }, (_, index) => ({
						name: `Field ${index} (Upf${index})`,
						value: `upf${index}`,
					})),
					default: 'upf0',
					description: "The field as Punchh numbers it under 'User Profile Fields'",
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'The answer. Several are a list, or one text with | between them.',
				},
			],
		},
	],
};

const otherFields: INodeProperties = {
	displayName: 'Other Fields (JSON)',
	name: 'otherFields',
	type: 'json',
	default: '',
	placeholder: 'e.g. { "work_zip_code": "10001" }',
	description: "Further fields under Punchh's own names, as a JSON object",
};

/** The optional fields of a guest that are given in these places, for a collection. */
export function guestFields(places: Place[], extra: INodeProperties[] = []): INodeProperties[] {
	const fields = GUEST_FIELDS.filter((field) => commonPlaces(field, places).length > 0).map(
		(field) => toProperty(field, places),
	);
	const external = [externalSourceField, otherSourceField, externalSourceIdField];
	return [...fields, ...external, profileAnswers, otherFields, ...extra].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
}

function commonPlaces({ in: own }: GuestField, places: Place[]): Place[] {
	return places.filter((place) => own === undefined || own.includes(place));
}

/** A field that not every way to sign up takes is shown for those that do. */
function toProperty(field: GuestField, places: Place[]): INodeProperties {
	const property: Partial<GuestField> = { ...field };
	delete property.in;
	const common = commonPlaces(field, places);
	const isAlwaysShown = common.length === places.length;
	return {
		type: 'string',
		default: '',
		...(property as Omit<GuestField, 'in'>),
		...(isAlwaysShown ? {} : { displayOptions: { show: { '/signUpApi': common } } }),
	};
}

const DATE_FIELDS = ['birthday', 'anniversary'];
const ID_LIST_FIELDS = ['favourite_location_ids', 'preferred_location_ids'];

/**
 * The guest fields of a collection as Punchh wants them: empty ones left out, dates without time,
 * profile answers joined, lists as lists, an external ID with its source only.
 *
 * @throws NodeOperationError naming the item and the field when a value cannot be right
 */
export function readGuestFields(item: PunchhItem, collection: string): IDataObject {
	const { profileFieldAnswers, otherFields, otherSource, ...fields } = item.filled(collection);
	for (const name of DATE_FIELDS.filter((name) => name in fields)) {
		fields[name] = asDate(item, labelOf(name), fields[name]);
	}
	for (const name of ID_LIST_FIELDS.filter((name) => name in fields)) {
		fields[name] = asIds(item, labelOf(name), fields[name]);
	}
	const answers = readAnswers(profileFieldAnswers as AnswerList | undefined);
	if (answers !== undefined) fields.profile_field_answers = answers;
	setSource(item, fields, otherSource);
	return { ...fields, ...readOtherFields(item, collection, otherFields) };
}

function labelOf(name: string): string {
	return GUEST_FIELDS.find((field) => field.name === name)?.displayName ?? name;
}

/** The day of a date or a time: Punchh wants no time of day. */
function asDate(item: PunchhItem, label: string, value: unknown): string {
	const text = value instanceof Date ? value.toISOString() : asText(value);
	const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1];
	if (day !== undefined && isDay(day)) return day;
	throw item.error(`'${label}' is no date: ${text}`, 'Give it as YYYY-MM-DD, e.g. 1991-06-23');
}

/** Whether there is such a day: JavaScript takes 31 February for one in March. */
function isDay(day: string): boolean {
	const time = Date.parse(day);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function asIds(item: PunchhItem, label: string, value: unknown): number[] {
	const texts = (Array.isArray(value) ? value : asText(value).split(',')).map(asText);
	const ids = texts.filter((text) => text !== '').map(Number);
	if (ids.every((id) => Number.isSafeInteger(id))) return ids;
	throw item.error(
		`'${label}' has something that is no ID: ${texts.join(', ')}`,
		'Give the IDs of locations as numbers, separated by commas',
	);
}

interface AnswerList {
	answer?: Array<{ field: string; value: unknown }>;
}

/** Several answers to one question are one text with `|` between them. */
function readAnswers(given: AnswerList | undefined): IDataObject | undefined {
	if (!given?.answer?.length) return undefined;
	return withoutEmpty(
		Object.fromEntries(
			given.answer.map(({ field, value }) => [
				field,
				Array.isArray(value) ? value.map(asText).join('|') : asText(value),
			]),
		),
	);
}

/** Replaces 'Other' by the name that was given; without an ID there is no source. */
function setSource(item: PunchhItem, fields: IDataObject, otherSource: unknown): void {
	if (fields.external_source_id === undefined) delete fields.external_source;
	else {
		fields.external_source_id = asText(fields.external_source_id);
		fields.external_source = sourceName(item, fields.external_source, otherSource);
	}
}

/** The source as it is sent. */
export function sourceName(item: PunchhItem, chosen: unknown, otherSource: unknown): string {
	const source = asText(chosen) || (externalSourceField.default as string);
	const name = source === OTHER_SOURCE ? asText(otherSource) : source;
	if (name !== '') return name;
	throw item.error(
		"'External Source Name' is empty",
		"The source 'Other' needs the name that Punchh enabled for you",
	);
}

function readOtherFields(item: PunchhItem, collection: string, given: unknown): IDataObject {
	if (given === undefined) return {};
	const value = item.json(`${collection}.otherFields`, otherFields.displayName);
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as IDataObject;
	}
	throw item.error(
		"'Other Fields (JSON)' is no JSON object",
		'Give it as { "field": "value" }, with Punchh\'s names of the fields',
	);
}
