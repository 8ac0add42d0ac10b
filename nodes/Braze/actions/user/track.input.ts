import {
	NodeOperationError,
	tryToParseDateTime,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { isObject } from '../../../shared/isObject';
import { TRACK_ARRAYS, type TrackArray, type TrackObject } from '../../track/types';
import { IDENTIFIERS, type Identifier } from './identifiers';

/**
 * The objects that an item's parameters ask to record.
 *
 * @throws NodeOperationError naming the item and the parameter when they do not make sense
 */
export function readObjects(this: IExecuteFunctions, itemIndex: number): TrackObject[] {
	const specified = this.getNodeParameter('specifyObjects', itemIndex) as 'fields' | 'json';
	const objects =
		specified === 'json' ? readJson.call(this, itemIndex) : readFields.call(this, itemIndex);
	if (objects.length === 0) {
		throw new NodeOperationError(this.getNode(), 'There is nothing to record for this item', {
			itemIndex,
			description: 'Add an attribute with a value, an event or a purchase',
		});
	}
	return objects;
}

function readJson(this: IExecuteFunctions, itemIndex: number): TrackObject[] {
	const given = parseJson.call(
		this,
		this.getNodeParameter('objects', itemIndex),
		'Objects',
		itemIndex,
	);
	const unknown = Object.keys(given).filter((key) => !TRACK_ARRAYS.includes(key as TrackArray));
	if (unknown.length > 0) {
		throw new NodeOperationError(this.getNode(), `'Objects' has the unknown key '${unknown[0]}'`, {
			itemIndex,
			description: `Use ${TRACK_ARRAYS.map((array) => `'${array}'`).join(', ')}`,
		});
	}
	return TRACK_ARRAYS.flatMap((array) => {
		const objects = given[array] ?? [];
		if (!Array.isArray(objects) || !objects.every(isObject)) {
			throw new NodeOperationError(
				this.getNode(),
				`'${array}' in 'Objects' must be an array of objects`,
				{ itemIndex },
			);
		}
		return objects.map((body: IDataObject) => ({ array, body }));
	});
}

function readFields(this: IExecuteFunctions, itemIndex: number): TrackObject[] {
	const user = readUser.call(this, itemIndex);
	const attributes = readAttributes.call(this, itemIndex);
	const objects: TrackObject[] = [];
	if (Object.keys(attributes).length > 0) {
		objects.push({ array: 'attributes', body: { ...user, ...attributes } });
	}
	for (const event of readCollection.call(this, 'events.event', itemIndex)) {
		objects.push({ array: 'events', body: { ...user, ...readEntry.call(this, event, itemIndex) } });
	}
	for (const purchase of readCollection.call(this, 'purchases.purchase', itemIndex)) {
		objects.push({
			array: 'purchases',
			body: { ...user, ...readEntry.call(this, purchase, itemIndex) },
		});
	}
	return objects;
}

/** The identifier, and whether Braze may make a profile for it. */
function readUser(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const identifyBy = this.getNodeParameter('identifyBy', itemIndex) as Identifier['value'];
	const { fields } = IDENTIFIERS.find(({ value }) => value === identifyBy)!;
	const values = Object.fromEntries(
		fields.map(({ name, displayName }) => [
			name,
			readIdentifier.call(this, name, displayName, itemIndex),
		]),
	);
	const isAlias = identifyBy === 'user_alias';
	const user: IDataObject = isAlias ? { user_alias: values } : values;
	const updateOnly = this.getNodeParameter(
		'options.updateExistingOnly',
		itemIndex,
		false,
	) as boolean;
	// For an alias Braze takes a missing flag for true, for every other identifier for false.
	if (updateOnly || isAlias) user._update_existing_only = updateOnly;
	return user;
}

/** IDs of Punchh are numbers; Braze wants text. */
function readIdentifier(
	this: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): string {
	const value = this.getNodeParameter(name, itemIndex) as string | number | null | undefined;
	const text = value === null || value === undefined ? '' : String(value).trim();
	if (text === '') {
		throw new NodeOperationError(this.getNode(), `'${displayName}' is empty`, {
			itemIndex,
			description: 'Check its expression: this item has no such value',
		});
	}
	return text;
}

function readCollection(this: IExecuteFunctions, path: string, itemIndex: number): IDataObject[] {
	return this.getNodeParameter(path, itemIndex, []) as IDataObject[];
}

function readAttributes(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const removeEmpty =
		this.getNodeParameter('options.emptyValues', itemIndex, 'leaveOut') === 'remove';
	const attributes: Array<[string, IDataObject[string]]> = [];
	for (const attribute of readCollection.call(this, 'attributes.attribute', itemIndex)) {
		const name = String(attribute.name ?? '').trim();
		if (name === '') {
			throw new NodeOperationError(this.getNode(), "An attribute has no 'Name'", { itemIndex });
		}
		const value = convertAttribute.call(this, attribute, itemIndex);
		if (value !== null || removeEmpty || attribute.type === 'remove')
			attributes.push([name, value]);
	}
	return Object.fromEntries(attributes);
}

/** An attribute's value in the wanted type; null when there is none. */
function convertAttribute(
	this: IExecuteFunctions,
	{ name, type, value }: IDataObject,
	itemIndex: number,
): IDataObject[string] {
	if (type === 'remove' || value === undefined || value === null || value === '') return null;
	const converted = (CONVERTERS[type as string] ?? CONVERTERS.asGiven)(value);
	if (converted !== undefined) return converted;
	throw new NodeOperationError(
		this.getNode(),
		`The value of attribute '${String(name)}' is not a ${TYPE_NAMES[type as string]}`,
		{ itemIndex, description: `It is: ${String(value).slice(0, 100)}` },
	);
}

/** How a value becomes the chosen type; undefined when it does not. */
const CONVERTERS: Record<string, (value: unknown) => IDataObject[string]> = {
	asGiven: (value) => value as IDataObject[string],
	number: (value) => {
		const number = Number(value);
		return Number.isFinite(number) ? number : undefined;
	},
	boolean: (value) => ({ true: true, false: false })[String(value).toLowerCase()],
	json: (value) => {
		if (typeof value !== 'string') return value as IDataObject[string];
		try {
			return JSON.parse(value) as IDataObject[string];
		} catch {
			return undefined;
		}
	},
};

const TYPE_NAMES: Record<string, string> = {
	number: 'number',
	boolean: 'boolean (true or false)',
	json: 'piece of JSON',
};

/** An event or purchase from the fields: empty ones left out, time with a zone, properties parsed. */
function readEntry(this: IExecuteFunctions, entry: IDataObject, itemIndex: number): IDataObject {
	const { time, properties, ...rest } = entry;
	const filled = Object.fromEntries(
		Object.entries(rest).filter(
			([, value]) => value !== '' && value !== null && value !== undefined,
		),
	);
	const parsed = parseJson.call(this, properties ?? {}, 'Properties', itemIndex);
	return {
		...filled,
		time: readTime.call(this, time, itemIndex),
		...(Object.keys(parsed).length > 0 ? { properties: parsed } : {}),
	};
}

function readTime(this: IExecuteFunctions, time: unknown, itemIndex: number): string {
	if (time === '' || time === null || time === undefined) return new Date().toISOString();
	try {
		return tryToParseDateTime(time, this.getTimezone()).toISO() ?? '';
	} catch {
		throw new NodeOperationError(this.getNode(), `'Time' is not a date and time: ${String(time)}`, {
			itemIndex,
		});
	}
}

/** A JSON parameter as an object; expressions may already give one. */
function parseJson(
	this: IExecuteFunctions,
	value: unknown,
	displayName: string,
	itemIndex: number,
): IDataObject {
	let parsed = value;
	if (typeof value === 'string') {
		try {
			parsed = value.trim() === '' ? {} : JSON.parse(value);
		} catch (error) {
			throw new NodeOperationError(this.getNode(), `'${displayName}' is not valid JSON`, {
				itemIndex,
				description: (error as Error).message,
			});
		}
	}
	if (isObject(parsed)) return parsed;
	throw new NodeOperationError(this.getNode(), `'${displayName}' must be a JSON object`, {
		itemIndex,
	});
}
