import { isObject, type Json } from '../../../shared/json';
import type { BrazeState } from '../state';
import type { Catalog, CatalogField } from '../workspace';
import { catalogProblem, fitted, idProblem, itemProblem, itemsProblem } from './catalogChecks';
import { catalogError, type CatalogErrorId } from './catalogErrors';
import { plainEndpoint, success, type Answer, type Call, type Endpoint } from './endpoint';

const PAGE_SIZE = 50;

/** How a call changes items, whether it names one in the path or several in the body. */
interface Change {
	method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** Permissions for several items and for one. */
	permissions: [string, string];
	/** Status of success for one item; several get 202, since Braze does them later. */
	status: number;
	/** Whether the item must be there, or must not, for the call that names one. */
	wants?: 'absent' | 'present';
	apply: (items: Map<string, Json>, id: string, item: Json) => void;
}

const put: Change['apply'] = (items, id, item) => void items.set(id, { ...item, id });

const CHANGES: Change[] = [
	{
		method: 'POST',
		permissions: ['catalogs.add_items', 'catalogs.create_item'],
		status: 201,
		wants: 'absent',
		apply: (items, id, item) => {
			if (!items.has(id)) put(items, id, item);
		},
	},
	{
		method: 'PATCH',
		permissions: ['catalogs.update_items', 'catalogs.update_item'],
		status: 200,
		wants: 'present',
		apply: (items, id, item) => {
			const before = items.get(id);
			if (before !== undefined) put(items, id, { ...before, ...item });
		},
	},
	{
		method: 'PUT',
		permissions: ['catalogs.replace_items', 'catalogs.replace_item'],
		status: 200,
		apply: put,
	},
	{
		method: 'DELETE',
		permissions: ['catalogs.delete_items', 'catalogs.delete_item'],
		status: 200,
		wants: 'present',
		apply: (items, id) => void items.delete(id),
	},
];

/** Catalogs and their items. */
export const CATALOGS: Endpoint[] = [
	plainEndpoint({
		method: 'POST',
		path: '/catalogs',
		permission: 'catalogs.create',
		pool: 'catalogs',
		reads: 'body',
		handle: create,
	}),
	plainEndpoint({
		method: 'GET',
		path: '/catalogs',
		permission: 'catalogs.get',
		pool: 'catalogs',
		reads: 'nothing',
		handle: ({ workspace }) =>
			success({ catalogs: [...workspace.catalogs.values()].map(shown) }, 200),
	}),
	plainEndpoint({
		method: 'DELETE',
		path: '/catalogs/:catalog',
		permission: 'catalogs.delete',
		pool: 'catalogs',
		reads: 'nothing',
		handle: (state, _input, { params }) =>
			inCatalog(state, params, ({ name }) => {
				state.workspace.catalogs.delete(name);
				return success({}, 200);
			}),
	}),
	plainEndpoint({
		method: 'GET',
		path: '/catalogs/:catalog/items',
		permission: 'catalogs.get_items',
		pool: 'catalogItem',
		reads: 'nothing',
		handle: (state, _input, { params }) =>
			inCatalog(state, params, ({ items }) =>
				success({ items: [...items.values()].slice(0, PAGE_SIZE) }, 200),
			),
	}),
	plainEndpoint({
		method: 'GET',
		path: '/catalogs/:catalog/items/:item',
		permission: 'catalogs.get_item',
		pool: 'catalogItem',
		reads: 'nothing',
		handle: (state, _input, { params }) =>
			inCatalog(state, params, ({ items }) => {
				const item = items.get(params.item);
				return item === undefined
					? itemError('item-not-found', params)
					: success({ items: [item] }, 200);
			}),
	}),
	...CHANGES.flatMap((change) => [several(change), one(change)]),
];

function create(state: BrazeState, { catalogs }: Json): Answer {
	const problem = catalogProblem(catalogs);
	if (problem !== undefined) return catalogError(problem);
	const [{ name, description, fields }] = catalogs as Array<{
		name: string;
		description?: string;
		fields: CatalogField[];
	}>;
	if (state.workspace.catalogs.has(name))
		return catalogError('catalog-name-already-exists', { name });
	const catalog: Catalog = {
		name,
		description: description ?? '',
		fields: fields.map(({ name: field, type }) => ({ name: field, type })),
		updated_at: new Date(state.now()).toISOString(),
		items: new Map(),
	};
	state.workspace.catalogs.set(name, catalog);
	return success({ catalogs: [shown(catalog)] });
}

function shown({ description, fields, name, items, updated_at }: Catalog): Json {
	return { description, fields, name, num_items: items.size, updated_at };
}

/** The endpoint that changes several items; those that do not suit it are passed over. */
function several({ method, permissions, apply }: Change): Endpoint {
	return plainEndpoint({
		method,
		path: '/catalogs/:catalog/items',
		permission: permissions[0],
		pool: 'catalogItems',
		reads: 'body',
		handle: (state, { items: given }, { params }) =>
			inCatalog(state, params, ({ items, fields }) => {
				const merged =
					method === 'PATCH' && Array.isArray(given)
						? given.map((item) => withArrays(item, items.get(item?.id), fields))
						: given;
				const problem = itemsProblem(merged, fields);
				if (problem !== undefined) return catalogError(problem);
				for (const item of merged as Json[]) apply(items, String(item.id), fitted(item, fields));
				return success({}, 202);
			}),
	});
}

/** The endpoint that changes the item in its path. */
function one({ method, permissions, status, wants, apply }: Change): Endpoint {
	return plainEndpoint({
		method,
		path: '/catalogs/:catalog/items/:item',
		permission: permissions[1],
		pool: 'catalogItem',
		reads: method === 'DELETE' ? 'nothing' : 'body',
		handle: (state, { items: given }, { params }) =>
			inCatalog(state, params, ({ items, fields }) => {
				const sole = method === 'DELETE' ? {} : soleItem(given);
				const item = method === 'PATCH' ? withArrays(sole, items.get(params.item), fields) : sole;
				if (item === undefined) return catalogError('item-array-invalid');
				const problem = idProblem(params.item) ?? itemProblem(item, fields);
				if (problem !== undefined) return itemError(problem, params);
				const exists = items.has(params.item);
				if (exists && wants === 'absent') return itemError('item-already-exists', params);
				if (!exists && wants === 'present') return itemError('item-not-found', params);
				apply(items, params.item, fitted(item, fields));
				return success({}, status);
			}),
	});
}

/**
 * An item whose `$add` and `$remove`, which PATCH takes for columns of arrays, are done. What a
 * second `$add` of a value does is not documented; here it counts.
 */
function withArrays<T>(item: T, before: Json = {}, fields: CatalogField[]): T {
	if (!isObject(item)) return item;
	const arrays = fields.filter(({ type }) => type === 'array').map(({ name }) => name);
	const done = arrays.flatMap((name) => {
		const change = item[name];
		if (!isObject(change) || !('$add' in change || '$remove' in change)) return [];
		const removed = listed(change.$remove);
		const kept = listed(before[name]).filter((value) => !removed.includes(value));
		return [[name, [...kept, ...listed(change.$add)]]];
	});
	return { ...item, ...Object.fromEntries(done) };
}

function listed(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The item of a call that names its ID in the path. */
function soleItem(items: unknown): Json | undefined {
	return Array.isArray(items) && items.length === 1 && isObject(items[0]) ? items[0] : undefined;
}

function inCatalog(
	{ workspace }: BrazeState,
	{ catalog: name }: Call['params'],
	handle: (catalog: Catalog) => Answer,
): Answer {
	const catalog = workspace.catalogs.get(name);
	return catalog === undefined ? catalogError('catalog-not-found') : handle(catalog);
}

function itemError(id: CatalogErrorId, { item }: Call['params']): Answer {
	return catalogError(id, { id: item });
}
