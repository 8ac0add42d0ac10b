import type { IDataObject, IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { assertConfirmed, confirmDeletionField } from '../../../shared/operations/confirmDeletion';
import { defineOperation } from '../../../shared/operations/define';
import { isObject } from '../../../shared/values/json';
import type { Item } from '../../../shared/operations/item';
import { sendList, type ListSending } from '../../send/lists/sendList';
import type { ListEntry } from '../../send/lists/endpoint';

const catalogField: INodeProperties = {
	displayName: 'Catalog',
	name: 'catalog',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The catalog that holds the item',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCatalogs', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. restaurants' },
	],
};

const itemIdField: INodeProperties = {
	displayName: 'Item ID',
	name: 'itemId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. store-202',
	description:
		'The ID of the item in the catalog: up to 250 letters, digits, hyphens and underscores',
};

const fieldsField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'json',
	default: '{}',
	description:
		'The values of the item as a JSON object, with the names and types of the catalog columns, e.g. { "city": "Austin", "open": true }. An existing item is completely replaced.',
};

const changedFieldsField: INodeProperties = {
	...fieldsField,
	description:
		'The fields to change as a JSON object, named and typed like the columns of the catalog, e.g. { "open": false }. An array column also takes { "$add": [...], "$remove": [...] }.',
};

/**
 * Catalog Item > Create or Update: writes items, whether or not they exist.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/put_update_catalog_items/
 */
export const upsertCatalogItem = defineOperation({
	name: 'Create or Update',
	action: 'Create or update catalog item',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	countsTwice: false,
	properties: [catalogField, itemIdField, fieldsField],

	behaviour: sendList({
		endpoint: itemsEndpoint('PUT', 'catalogs.replace_items'),

		readEntry(item) {
			return readRow(item, item.jsonFields('fields'));
		},
	}),
});

/**
 * Catalog Item > Delete.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items/
 */
export const deleteCatalogItem = defineOperation({
	name: 'Delete',
	action: 'Delete catalog item',
	description: 'Remove an item from a catalog. Requires Confirm Deletion.',
	countsTwice: false,
	properties: [
		catalogField,
		itemIdField,
		confirmDeletionField('the item', 'This cannot be undone.'),
	],

	behaviour: sendList({
		endpoint: itemsEndpoint('DELETE', 'catalogs.delete_items'),

		readEntry(item) {
			assertConfirmed(item, 'this item');
			return readRow(item, {});
		},
	}),
});

/**
 * Catalog Item > Update: changes items that exist. The answer does not tell whether they do.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/patch_catalog_items_bulk/
 */
export const updateCatalogItem = defineOperation({
	name: 'Update',
	action: 'Update catalog item',
	description:
		'Change some fields of an item that exists and keep the others. Braze does not say whether the item exists.',
	countsTwice: false,
	properties: [catalogField, itemIdField, changedFieldsField],

	behaviour: sendList({
		endpoint: {
			...itemsEndpoint('PATCH', 'catalogs.update_items'),
			// What Braze makes of a second `$add` is not documented.
			again: ({ frame }) => (frame.addsToArray === true ? 'more' : undefined),
		},

		readEntry(item) {
			const fields = item.jsonFields('fields');
			const row = readRow(item, fields);
			return { ...row, frame: { ...row.frame, addsToArray: hasAddition(fields) } };
		},
	}),
});

/** The asynchronous endpoint for many items of one catalog; its errors name items by their ID. */
function itemsEndpoint(method: IHttpRequestMethods, permission: string): ListSending['endpoint'] {
	return {
		permission,
		notFoundHint: "Check 'Catalog': names are case-sensitive",
		request: (entries) => ({
			method,
			path: `/catalogs/${entries[0].frame.catalog as string}/items`,
			body: { items: entries.map(({ value }) => value) },
		}),
		isNamed: (error, { value }) => idsOf(error).includes((value as IDataObject).id),
	};
}

/** The item IDs in an error: `parameters` has names, `parameter_values` has their values. */
function idsOf({ parameters: names, parameter_values: values }: IDataObject): unknown[] {
	if (!Array.isArray(names) || !Array.isArray(values)) return [];
	const isId = (name: unknown) => /^(item_)?ids?$/i.test(String(name));
	return (values as unknown[]).filter((_, index) => isId(names[index])).flat();
}

function readRow(item: Item, fields: IDataObject): ListEntry {
	const catalog = item.pathSegment('catalog');
	const id = item.required('itemId');
	return {
		frame: { catalog },
		list: 'items',
		value: { ...fields, id },
		about: [`${catalog} ${id}`],
	};
}

function hasAddition(fields: IDataObject): boolean {
	return Object.values(fields).some((value) => isObject(value) && '$add' in value);
}
