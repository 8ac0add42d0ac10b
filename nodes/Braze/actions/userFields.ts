import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/operations/item';
import { isAmbiguous, SECONDARY_IDENTIFIERS, userKey, type IdentifierType } from '../identity/user';
import { checkEmail, checkPhone } from './contacts';
import { IDENTIFIERS } from './user/identifiers';

/** A user as the parameters of an item name it. */
export interface NamedUser {
	type: IdentifierType;
	value: string | IDataObject;
	/** Same text = same user, even if the identifier is spelled differently. */
	key: string;
}

interface UserFieldsChoice {
	/** Name of the parameter that chooses the identifier. */
	name: string;
	displayName: string;
	description: string;
	types: IdentifierType[];
	/** Whether an address or a number stands for all profiles that have it, or for one of them. */
	finds?: 'all' | 'one';
	/** Stands before the names of the parameters, where an operation asks for two users. */
	prefix?: string;
	/** Stands after their display names, for the same reason. */
	suffix?: string;
}

/** What an address or a number finds where none makes a profile. */
const FOUND: Record<'all' | 'one', (what: string) => string> = {
	all: (what) => `Every profile with this ${what}: guests may share it`,
	one: (what) =>
		`The profile with this ${what}. If several have it, as guests may share it, the rule below chooses one.`,
};
const CONTACTS: Partial<Record<IdentifierType, string>> = {
	email: 'email address',
	phone: 'phone number',
};

/** Parameters that identify a user: the type of identifier, and its fields. */
export function userFields({
	name,
	types,
	finds = 'one',
	prefix = '',
	suffix = '',
	...texts
}: UserFieldsChoice): INodeProperties[] {
	const offered = IDENTIFIERS.filter(({ value }) => types.includes(value));
	const chooser: INodeProperties = {
		...texts,
		name,
		type: 'options',
		options: offered.map(({ name, value, description }) => {
			const contact = CONTACTS[value];
			const found = contact === undefined ? description : FOUND[finds](contact);
			return { name, value, description: found };
		}),
		default: types[0],
	};
	const fields = offered.flatMap(({ value, fields }) =>
		fields.map((field) => ({
			...field,
			displayName: `${field.displayName}${suffix}`,
			name: `${prefix}${field.name}`,
			type: 'string' as const,
			required: true,
			default: '',
			displayOptions: { show: { [name]: [value] } },
		})),
	);
	return [chooser, ...fields];
}

/** How the parameters that name a user are read; see `readUser`. */
interface ReadUser {
	prefix?: string;
	isGiven?: boolean;
	mayBeNone?: boolean;
	isForGood?: boolean;
}

/**
 * The user that the parameters of an item name.
 *
 * @param chooser the parameter that chooses the identifier, as for userFields
 * @param prefix as for userFields
 * @param isGiven whether the user gets something that cannot be taken back, so that an ID which a
 *   spreadsheet has shortened is refused even where it could be one
 * @param mayBeNone whether the user may have an ID that means that there is none: to see or delete what
 *   was recorded for all who had no ID
 * @param isForGood whether what is done to the user cannot be undone, so that a phone number without a
 *   country code is refused
 * @throws NodeOperationError naming the item and the parameter if one is empty, means nobody, or is not the
 *   whole ID
 */
export function readUser(
	item: Item,
	chooser: string,
	{ prefix = '', isGiven = false, mayBeNone = false, isForGood = false }: ReadUser = {},
): NamedUser {
	const type = item.value<IdentifierType>(chooser);
	const { fields, isFreeText } = IDENTIFIERS.find(({ value }) => value === type)!;
	const read = (parameter: string) => {
		if (!isFreeText || isGiven) return item.requiredId(parameter);
		return mayBeNone ? item.required(parameter) : item.requiredName(parameter);
	};
	const values = fields.map(({ name }): [string, string] => [name, read(`${prefix}${name}`)]);
	const [[name, first]] = values;
	const label = item.labelOf(`${prefix}${name}`);
	if (type === 'external_id' && !mayBeNone) item.toExternalId(first, label);
	if (type === 'phone') checkPhone(item, label, first, isForGood);
	if (type === 'email') checkEmail(item, label, first);
	const value = type === 'user_alias' ? Object.fromEntries(values) : first;
	return { type, value, key: userKey({ [type]: value })! };
}

/** Braze's rules, in the order in which they narrow down the profiles. */
const PRIORITIZATIONS = [
	{ name: 'Identified, Then Least Recently Updated', value: 'identified,least_recently_updated' },
	{ name: 'Identified, Then Most Recently Updated', value: 'identified,most_recently_updated' },
	{ name: 'Least Recently Updated', value: 'least_recently_updated' },
	{ name: 'Most Recently Updated', value: 'most_recently_updated' },
	{
		name: 'Unidentified, Then Least Recently Updated',
		value: 'unidentified,least_recently_updated',
	},
	{ name: 'Unidentified, Then Most Recently Updated', value: 'unidentified,most_recently_updated' },
];

interface PrioritizationChoice {
	/** The parameter that chooses the identifier. */
	shownFor: string;
	name?: string;
	/** Which user is meant, where an operation asks for two. */
	user?: string;
	/** A rule that the endpoint does not take. */
	without?: string;
	initial?: string;
}

/**
 * Which of several profiles with the same email address or phone number Braze uses. Without a rule,
 * or if several profiles remain, it uses none.
 */
export function prioritizationField({
	shownFor,
	name = 'prioritization',
	user,
	without,
	initial = 'identified,most_recently_updated',
}: PrioritizationChoice): INodeProperties {
	return {
		displayName: user === undefined ? 'If Several Profiles Match' : `If Several Match (${user})`,
		name,
		type: 'options',
		options: PRIORITIZATIONS.filter(
			({ value }) => without === undefined || !value.split(',').includes(without),
		),
		default: initial,
		description:
			'Which profile to use if several have this email address or phone number. Identified profiles have an external ID.',
		displayOptions: { show: { [shownFor]: [...SECONDARY_IDENTIFIERS] } },
	};
}

/** The user as a Braze object, with `prioritization` if several profiles can match. */
export function userObject(
	item: Item,
	{ type, value }: NamedUser,
	prioritizationName = 'prioritization',
): IDataObject {
	if (!isAmbiguous(type)) return { [type]: value };
	return { [type]: value, prioritization: readPrioritization(item, type, prioritizationName) };
}

/** The chosen rules, in their order; none for an identifier that only one profile can have. */
export function readPrioritization(
	item: Item,
	type: IdentifierType,
	name = 'prioritization',
): string[] {
	return isAmbiguous(type) ? item.value(name).split(',') : [];
}
