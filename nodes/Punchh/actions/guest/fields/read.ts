import type { IDataObject } from 'n8n-workflow';

import { externalSourceField, OTHER_SOURCE } from '../../fields';
import { isRounded } from '../../../../shared/values/identifiers';
import { asId, asText, isEmpty, withoutEmpty } from '../../../../shared/values/json';
import { dayIn } from '../../../../shared/values/times';
import type { ApiItem } from '../../../transport/apiItem';
import { GUEST_FIELDS, type GuestField } from './table';

/**
 * The guest fields of a collection as Punchh wants them: no empty ones, dates without time, profile
 * answers joined, lists as lists, and a source only together with an external ID.
 *
 * @throws NodeOperationError naming the item and the field if a value is invalid
 */
export function readGuestFields(item: ApiItem, collection: string): IDataObject {
	const { profileFieldAnswers, otherSource, ...fields } = item.filled(collection, AS_GIVEN);
	delete fields.otherFields;
	for (const { name, displayName, holds } of GUEST_FIELDS) {
		if (holds === undefined || !(name in fields)) continue;
		fields[name] = READERS[holds](item, displayName, fields[name]);
	}
	for (const name of GUEST_IDS) {
		if (name in fields)
			fields[name] = readId(item, name, fields[name], item.labelOf(`${collection}.${name}`));
	}
	const answers = readAnswers(item, profileFieldAnswers as AnswerList | undefined);
	if (answers !== undefined) fields.profile_field_answers = answers;
	setSource(item, fields, otherSource);
	return { ...fields, ...readOtherFields(item, `${collection}.otherFields`) };
}

/** What names a guest, or is how to reach one; it may stand among the other fields as well. */
const GUEST_IDS = ['email', 'secondary_email', 'phone', 'external_source_id'];

/** Fields by their names in Punchh, of which the IDs and addresses are read as everywhere. */
function readOtherFields(item: ApiItem, name: string): IDataObject {
	const fields = item.jsonObject(name);
	const read = Object.entries(fields).map(([key, value]): [string, unknown] => {
		const isId = GUEST_IDS.includes(key) && !isEmpty(value);
		return [key, isId || isRounded(value) ? readId(item, key, value, key) : value];
	});
	return Object.fromEntries(read) as IDataObject;
}

/** Fields that hold more than text or a number. */
const AS_GIVEN = GUEST_FIELDS.filter(({ holds }) => holds !== undefined).map(({ name }) => name);

const READERS: Record<
	NonNullable<GuestField['holds']>,
	(item: ApiItem, label: string, value: unknown) => string | Array<string | number>
> = { day: asDay, locationIds: asIds };

/**
 * The day of a date or a time: Punchh wants no time of day.
 *
 * @throws NodeOperationError if it is no date, or the day does not exist
 */
export function asDay(item: ApiItem, label: string, value: unknown): string {
	const text = value instanceof Date ? value.toISOString() : asText(value);
	const day = dayIn(text);
	if (day !== undefined) return day;
	throw item.error(`'${label}' is not a date: ${text}`, 'Enter it as YYYY-MM-DD, e.g. 1991-06-23');
}

function asIds(item: ApiItem, label: string, value: unknown): Array<string | number> {
	const given: unknown[] = Array.isArray(value) ? value : item.toText(value, label).split(',');
	const texts = given.map((id) => item.toId(id, label)).filter((text) => text !== '');
	if (texts.every((text) => /^\d+$/.test(text))) return texts.map(asId);
	throw item.error(
		`'${label}' contains something that is not an ID: ${texts.join(', ')}`,
		'Enter location IDs as numbers, separated by commas',
	);
}

interface AnswerList {
	answer?: Array<{ field: string; value: unknown }>;
}

/** Several answers to one question are joined with `|`. */
function readAnswers(item: ApiItem, given: AnswerList | undefined): IDataObject | undefined {
	const text = (value: unknown) => item.toText(value, 'Value');
	if (!given?.answer?.length) return undefined;
	return withoutEmpty(
		Object.fromEntries(
			given.answer.map(({ field, value }) => [
				field,
				Array.isArray(value) ? value.map(text).join('|') : text(value),
			]),
		),
	);
}

/** Replaces 'Other' with the name that was entered; without an ID there is no source. */
function setSource(item: ApiItem, fields: IDataObject, otherSource: unknown): void {
	if (fields.external_source_id === undefined) delete fields.external_source;
	else fields.external_source = sourceName(item, fields.external_source, otherSource);
}

/**
 * An external ID, which makes a guest a person in other systems.
 *
 * @throws NodeOperationError if it is no whole ID, or what stands where there is none
 */
export function externalId(item: ApiItem, value: unknown, label: string): string {
	return item.toExternalId(item.toId(value, label), label);
}

/** The value of one of GUEST_IDS, or of another ID. */
function readId(item: ApiItem, name: string, value: unknown, label: string): string {
	return name === 'external_source_id' ? externalId(item, value, label) : item.toId(value, label);
}

/** The source as it is sent. */
export function sourceName(item: ApiItem, chosen: unknown, otherSource: unknown): string {
	const source = asText(chosen) || (externalSourceField.default as string);
	const name = source === OTHER_SOURCE ? asText(otherSource) : source;
	if (name !== '') return name;
	throw item.error(
		"'External Source Name' is empty",
		"The source 'Other' needs the name that Punchh enabled for you",
	);
}
