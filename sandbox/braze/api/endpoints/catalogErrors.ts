import { DOCUMENTED } from '../wordings';
import type { Answer } from './endpoint';

/**
 * What is wrong with a catalog call, by Braze's own IDs. Most messages are ours: the pages give the
 * ID and a hint. Those of `catalog-not-found`, `catalog-name-already-exists`, `invalid-fields`,
 * `items-missing-ids` and `item-already-exists` are in Braze's samples.
 */
export const CATALOG_ERRORS = {
	'catalog-array-invalid': "'catalogs' must be an array of objects",
	'too-many-catalog-atoms': 'Only one catalog can be created per request',
	'invalid-catalog-name': 'The catalog name is not valid',
	'catalog-name-too-large': 'The catalog name is longer than 250 characters',
	'catalog-name-already-exists': 'A catalog with that name already exists',
	'description-too-long': 'The description is longer than 250 characters',
	'invalid-fields': 'Some of the fields given do not exist in the catalog',
	'too-many-fields': 'There are more than 500 fields',
	'id-not-first-column': 'The first field must be id, and a string',
	'invalid-field-names': 'Some field names are not valid',
	'field-names-too-large': 'Some field names are longer than 250 characters',
	'field-names-not-unique': 'Some field names are given twice',
	'invalid-field-types': 'Some field types are not valid',
	'catalog-not-found': 'Could not find catalog',
	'item-array-invalid': "'items' must be an array of objects",
	'request-includes-too-many-items': 'There are more than 50 items',
	'items-missing-ids': 'Some items do not have ids',
	'ids-not-strings': 'Some item ids are not strings',
	'ids-too-large': 'Some item ids are longer than 250 characters',
	'invalid-ids': 'Some item ids are not valid',
	'ids-not-unique': 'Some item ids are given twice',
	'items-too-large': 'Some item values are longer than 5,000 characters',
	'invalid-keys-in-value-object': 'Some keys of item objects are not valid',
	'too-deep-nesting-in-value-object': 'Some item objects are nested too deeply',
	'unable-to-coerce-value': 'Some item values do not fit the type of their field',
	'item-already-exists': 'The item already exists',
	'item-not-found': 'Could not find item',
} as const;

export type CatalogErrorId = keyof typeof CATALOG_ERRORS;

/** Errors that mean that a part of the path is not there. */
const NOT_FOUND: CatalogErrorId[] = ['catalog-not-found', 'item-not-found'];

/** An error answer, in the form that only the catalog endpoints have. */
export function catalogError(id: CatalogErrorId, parameters: Record<string, string> = {}): Answer {
	const error = {
		id,
		message: CATALOG_ERRORS[id],
		parameters: Object.keys(parameters),
		parameter_values: Object.values(parameters),
	};
	return {
		status: NOT_FOUND.includes(id) ? 404 : 400,
		body: { errors: [error], message: DOCUMENTED.catalogRequest },
	};
}
