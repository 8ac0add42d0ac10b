import type { INodeProperties } from 'n8n-workflow';

/** The parameters of one operation, in the order in which the editor shows them. */
export interface OperationParameters {
	resource: string;
	operation: string;
	properties: INodeProperties[];
}

/** A parameter as it is defined, and the operations that have it: resource -> operations. */
interface Shared {
	property: INodeProperties;
	users: Map<string, string[]>;
}

/**
 * The parameters of all operations, each with the operations that it is shown for.
 *
 * n8n works out every parameter of every node at each webhook call, and what that costs grows with
 * the square of their number: operations that define a parameter alike share it. It also takes its
 * time over a parameter that stands before one that decides about it, or that decides about another
 * parameter of the same name: so what decides comes first.
 *
 * @throws Error if operations share parameters that they list in different orders
 */
export function allParameters(operations: OperationParameters[]): INodeProperties[] {
	const shared = shareAlike(operations);
	return inOrder(
		[...new Set(shared.flat())],
		shared.map((own) => [...new Set(own)]),
	).map(withConditions);
}

/** For each operation its parameters; the same object where others have it as well. */
function shareAlike(operations: OperationParameters[]): Shared[][] {
	const known = new Map<string, Shared>();
	// Most are one and the same object in many operations.
	const keys = new Map<INodeProperties, string>();
	const own = operations.map(({ resource, operation, properties }) =>
		properties.map((property) => {
			const key = keys.get(property) ?? JSON.stringify(property);
			keys.set(property, key);
			const one = known.get(key) ?? { property, users: new Map<string, string[]>() };
			one.users.set(resource, [...(one.users.get(resource) ?? []), operation]);
			known.set(key, one);
			return one;
		}),
	);
	const all = new Map<string, string[]>();
	for (const { resource, operation } of operations) {
		all.set(resource, [...(all.get(resource) ?? []), operation]);
	}
	const parts = new Map([...known.values()].map((one) => [one, partsOf(one, all)]));
	return own.map((list, index) =>
		list.map((one) => {
			const { resource } = operations[index];
			return parts.get(one)!.find(({ users }) => users.has(resource))!;
		}),
	);
}

/**
 * n8n's conditions are a list of resources and one of operations: resources can only be in one list if none of them
 * has an operation that others there have the parameter with, and it has not.
 *
 * @param all the operations of each resource
 */
function partsOf({ property, users }: Shared, all: Map<string, string[]>): Shared[] {
	const parts: Shared[] = [];
	for (const [resource, operations] of users) {
		const part = parts.find((one) => fits(all, new Map(one.users).set(resource, operations)));
		if (part === undefined) parts.push({ property, users: new Map([[resource, operations]]) });
		else part.users.set(resource, operations);
	}
	return parts;
}

function fits(all: Map<string, string[]>, users: Map<string, string[]>): boolean {
	const listed = new Set([...users.values()].flat());
	return [...users].every(([resource, operations]) =>
		all.get(resource)!.every((one) => !listed.has(one) || operations.includes(one)),
	);
}

/** In an order that agrees with each operation's own, and in which what decides comes early. */
function inOrder(parameters: Shared[], sequences: Shared[][]): Shared[] {
	const before = new Map(parameters.map((one) => [one, new Set<Shared>()]));
	for (const sequence of sequences) {
		for (const [index, one] of sequence.slice(1).entries()) before.get(one)!.add(sequence[index]);
	}
	const deciders = decidersOf(parameters);
	const decide = new Set([...deciders.values()].flatMap((own) => [...own]));
	const names = new Set<string>();
	/** Lower comes sooner. */
	const rank = ({ property: { name } }: Shared) => {
		for (const decider of deciders.get(name)!) if (!names.has(decider)) return 2;
		return decide.has(name) ? 0 : 1;
	};
	const order: Shared[] = [];
	const left = new Set(parameters);
	while (left.size > 0) {
		const next = firstOfLowest(left, (one) => (before.get(one)!.size > 0 ? Infinity : rank(one)));
		if (next === undefined) throw new Error(`Listed in different orders: ${namesOf([...left])}`);
		left.delete(next);
		for (const others of before.values()) others.delete(next);
		names.add(next.property.name);
		order.push(next);
	}
	return order;
}

/** The first of those whose rank is the lowest; none if all ranks are infinite. */
function firstOfLowest<T>(list: Iterable<T>, rankOf: (one: T) => number): T | undefined {
	let lowest = Infinity;
	let found: T | undefined;
	for (const one of list) {
		const rank = rankOf(one);
		if (rank < lowest) [lowest, found] = [rank, one];
	}
	return found;
}

/** Name -> the names of those that decide whether any parameter of that name is shown. */
function decidersOf(parameters: Shared[]): Map<string, Set<string>> {
	const deciders = new Map<string, Set<string>>();
	for (const { property } of parameters) {
		const { show, hide } = property.displayOptions ?? {};
		const own = Object.keys({ ...show, ...hide }).filter((name) => !name.startsWith('@'));
		deciders.set(property.name, new Set([...(deciders.get(property.name) ?? []), ...own]));
	}
	return deciders;
}

const namesOf = (parameters: Shared[]) => parameters.map(({ property: { name } }) => name).join();

/**
 * The operation is looked at first: a condition whose value is an expression counts as met to n8n,
 * and would show the parameter with every operation.
 */
function withConditions({ property, users }: Shared): INodeProperties {
	const operation = [...new Set([...users.values()].flat())];
	const { show, ...others } = property.displayOptions ?? {};
	const displayOptions = {
		show: { resource: [...users.keys()], operation, ...show },
		...others,
	};
	return { ...property, displayOptions };
}
