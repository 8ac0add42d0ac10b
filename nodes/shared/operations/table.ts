import type {
	INodeCredentialDescription,
	INodeProperties,
	INodeTypeDescription,
} from 'n8n-workflow';

import { byName } from '../byName';
import { allParameters } from './parameters';
import type { CredentialUse, Operation, Resource } from './types';

/** Resource value -> resource. */
export type Resources = Record<string, Resource>;

interface TableDefinition<R extends Resources> {
	resources: R;
	/** The resource that is selected initially. */
	default: Extract<keyof R, string>;
	/** The credentials of an operation that names none itself. */
	credentials: CredentialUse[];
}

/** Every operation of a node, and what the node's description says about them. */
export interface OperationTable<R extends Resources = Resources>
	extends Pick<INodeTypeDescription, 'credentials' | 'properties' | 'subtitle'> {
	resources: R;
}

/** An operation with its place in the table. */
interface Entry {
	resource: string;
	key: string;
	operation: Operation;
	credentials: CredentialUse[];
}

/** For the node as a tool of an agent; n8n calls that node by its name with `Tool` behind it. */
const TOOL_NOTICE: INodeProperties = {
	displayName:
		'An AI model decides when this tool runs, and texts that guests wrote may talk it into more. Lend it what only reads; have a person review gifts, messages and bans. <a href="https://github.com/n8n-nodes-punchh-braze/n8n-nodes-punchh-braze/blob/main/docs/ai-agent.md">Which operations to lend</a>',
	name: 'toolNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true] } },
};

/**
 * Derives from the table of operations what a node says about them: the lists to choose from, all
 * parameters with the operation that they are shown for, the credentials, and the subtitle.
 *
 * @throws Error if n8n could not tell which operations need a credential, or if operations list the
 *   parameters that they share in different orders
 */
export function operationTable<R extends Resources>(given: TableDefinition<R>): OperationTable<R> {
	const entries = Object.entries(given.resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).map(([key, operation]) => ({
			resource,
			key,
			operation,
			credentials: operation.credentials ?? given.credentials,
		})),
	);
	return {
		resources: given.resources,
		subtitle: subtitleOf(given.resources, entries),
		credentials: credentialsOf(entries),
		properties: [
			TOOL_NOTICE,
			resourceList(given.resources, given.default),
			...Object.entries(given.resources).map(([key, resource]) => operationList(key, resource)),
			...allParameters(
				entries.map(({ resource, key, operation: { properties } }) => ({
					resource,
					operation: key,
					properties,
				})),
			),
		],
	};
}

/** Shows names instead of n8n's values, e.g. "Guest: Update External ID". */
function subtitleOf(resources: Resources, entries: Entry[]): string {
	const names = entries.map(({ resource, key, operation }) => [
		`${resource} ${key}`,
		`${resources[resource].name}: ${operation.name}`,
	]);
	const table = JSON.stringify(Object.fromEntries(names));
	return `={{ (${table})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}

function resourceList(resources: Resources, preset: string): INodeProperties {
	const options = Object.entries(resources).map(([value, { name }]) => ({ name, value }));
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(options, ({ name }) => name),
		default: preset,
		description: 'What the operation works on',
	};
}

function operationList(
	resource: string,
	{ operations, default: preset }: Resource,
): INodeProperties {
	const options = Object.entries(operations).map(([value, { name, action, description }]) => ({
		name,
		value,
		action,
		description,
	}));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: byName(options, ({ name }) => name),
		default: preset,
	};
}

/** One entry for each credential: n8n only looks at the first entry with a name. */
function credentialsOf(entries: Entry[]): INodeCredentialDescription[] {
	const names = new Set(entries.flatMap(({ credentials }) => credentials.map(({ name }) => name)));
	return [...names].map((name) => {
		const hide = hiddenFor(name, entries);
		return {
			name,
			required: true,
			...(Object.keys(hide).length > 0 ? { displayOptions: { hide } } : {}),
		};
	});
}

/** The parameter values for which n8n does not ask for a credential. */
type Hidden = Record<string, string[]>;

function hiddenFor(name: string, entries: Entry[]): Hidden {
	const users = entries.filter((entry) => useOf(name, entry) !== undefined);
	const hidden: Array<[string, string[]]> = [
		...entries
			.filter((entry) => !users.includes(entry))
			.map(({ resource, key }): [string, string[]] =>
				users.some((user) => user.resource === resource)
					? ['operation', [key]]
					: ['resource', [resource]],
			),
		...users.flatMap((entry) => Object.entries(useOf(name, entry)?.unless ?? {})),
	];
	const hide: Hidden = {};
	for (const [parameter, values] of hidden) {
		hide[parameter] = [...new Set([...(hide[parameter] ?? []), ...values])];
	}
	for (const user of users) refuseAmbiguity(name, user, hide);
	return hide;
}

function useOf(name: string, { credentials }: Entry): CredentialUse | undefined {
	return credentials.find((use) => use.name === name);
}

/** A value that hides a credential from one operation must not hide it from one that needs it. */
function refuseAmbiguity(name: string, user: Entry, hide: Hidden): void {
	const own = useOf(name, user)?.unless ?? {};
	for (const [parameter, values] of Object.entries(hide)) {
		const value = values.find(
			(one) => !own[parameter]?.includes(one) && canHave(user, parameter, one),
		);
		if (value === undefined) continue;
		throw new Error(
			`${user.resource} > ${user.key} needs the credential ${name}, which another operation hides with ${parameter} = ${value}. Give the operation or the parameter another name`,
		);
	}
}

/** Whether a parameter of an operation can have a value. */
function canHave({ resource, key, operation }: Entry, parameter: string, value: string): boolean {
	if (parameter === 'resource') return resource === value;
	if (parameter === 'operation') return key === value;
	return operation.properties
		.filter(({ name }) => name === parameter)
		.some(({ options }) => options?.some((one) => 'value' in one && one.value === value) ?? true);
}
