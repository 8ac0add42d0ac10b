import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type INodeProperties,
} from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import type { BulkEndpoint, BulkEntry } from '../../bulk/types';
import { jsonObject, requiredText } from '../parameters';

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
		'What the item has in the ID column of the catalog: up to 250 letters, digits, hyphens and underscores',
};

const fieldsField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'json',
	default: '{}',
	description:
		'The values of the item as a JSON object, named and typed like the columns of the catalog, e.g. { "city": "Austin", "open": true }. An item that exists is replaced as a whole.',
};

/**
 * Catalog Item > Create or Update: writes items, new or not.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/put_update_catalog_items/
 */
export const upsertCatalogItem = bulkOperation({
	properties: updateDisplayOptions({ show: { resource: ['catalogItem'], operation: ['upsert'] } }, [
		catalogField,
		itemIdField,
		fieldsField,
	]),
	endpoint: itemsEndpoint('PUT', 'catalogs.replace_items'),

	readEntry(itemIndex) {
		const fields = jsonObject.call(this, 'fields', 'Fields', itemIndex);
		return readItem.call(this, itemIndex, fields);
	},
});

/**
 * Catalog Item > Delete.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items/
 */
export const deleteCatalogItem = bulkOperation({
	properties: updateDisplayOptions({ show: { resource: ['catalogItem'], operation: ['delete'] } }, [
		catalogField,
		itemIdField,
	]),
	endpoint: itemsEndpoint('DELETE', 'catalogs.delete_items'),

	readEntry(itemIndex) {
		return readItem.call(this, itemIndex, {});
	},
});

/** The asynchronous endpoint for many items of one catalog; its errors name items by their ID. */
function itemsEndpoint(method: IHttpRequestMethods, permission: string): BulkEndpoint {
	return {
		permission,
		repeatSafe: true,
		notFoundHint: "Check 'Catalog': names are case-sensitive",
		request: (entries) => ({
			method,
			path: `/catalogs/${encodeURIComponent(String(entries[0].frame.catalog))}/items`,
			body: { items: entries.map(({ value }) => value) },
		}),
		isNamed: (error, { value }) => idsOf(error).includes((value as IDataObject).id),
	};
}

/** The item IDs in an error: `parameters` has names, `parameter_values` what each stands for. */
function idsOf({ parameters: names, parameter_values: values }: IDataObject): unknown[] {
	if (!Array.isArray(names) || !Array.isArray(values)) return [];
	const isId = (name: unknown) => /^(item_)?ids?$/i.test(String(name));
	return (values as unknown[]).filter((_, index) => isId(names[index])).flat();
}

function readItem(this: IExecuteFunctions, itemIndex: number, fields: IDataObject): BulkEntry {
	const catalog = requiredText.call(this, 'catalog', 'Catalog', itemIndex);
	const id = requiredText.call(this, 'itemId', 'Item ID', itemIndex);
	return {
		frame: { catalog },
		list: 'items',
		value: { ...fields, id },
		about: [`${catalog} ${id}`],
	};
}
