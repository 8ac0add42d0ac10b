import type { INodeTypeDescription } from 'n8n-workflow';

import { brazeOperations } from '../../nodes/Braze/actions';
import { Braze } from '../../nodes/Braze/Braze.node';
import { punchhOperations } from '../../nodes/Punchh/actions';
import { Punchh } from '../../nodes/Punchh/Punchh.node';
import type { OperationTable } from '../../nodes/shared/operations/table';
import type { Operation, Resource } from '../../nodes/shared/operations/types';
import { credentialName, credentialLink } from './credentials';
import { anchorOf, code, fromHtml, jsonBlock, page, sentence, table } from './markdown';
import type { SampleOutput, SampleOutputs } from './outputs';
import { LongLists, parameterList } from './parameters';

/** A node that acts, as the reference needs it. */
interface ActingNode {
	/** Begins the names of its pages, and of its rows among the samples. */
	key: string;
	description: INodeTypeDescription;
	operations: OperationTable;
	/** The credentials of an operation that names none itself. */
	credential: string;
	/** Says more about all of its operations. */
	guide: string;
	/** What its error output holds. */
	errorOutput: string;
}

const NODES: ActingNode[] = [
	{
		key: 'punchh',
		description: new Punchh().description,
		operations: punchhOperations,
		credential: 'punchhApi',
		guide: '[Guests, external IDs, segments, gifts](../punchh.md)',
		errorOutput:
			'An item that Punchh refuses leaves through the error output, with its own fields and `error`, the reason.',
	},
	{
		key: 'braze',
		description: new Braze().description,
		operations: brazeOperations,
		credential: 'brazeApi',
		guide: '[What is sent, what comes back](../braze.md)',
		errorOutput:
			'What is not accepted leaves through the error output, with its own fields, `error`, the reason, and `details`, [the verdict](../braze.md#verdicts).',
	},
];

/** A page for each resource of the nodes that act: file -> text. */
export function operationPages(outputs: SampleOutputs): Record<string, string> {
	return Object.fromEntries(
		NODES.flatMap((node) =>
			Object.entries(node.operations.resources).map(([key, resource]) => [
				fileOf(node, resource),
				resourcePage(node, key, resource, outputs),
			]),
		),
	);
}

/** The rows of the index: node, resource, its operations. */
export function operationIndex(): string {
	const rows = NODES.flatMap((node) =>
		Object.values(node.operations.resources).map((resource) => {
			const file = fileOf(node, resource);
			const links = Object.values(resource.operations).map(
				({ name }) => `[${name}](${file}#${anchorOf(name)})`,
			);
			return [
				`**${node.description.displayName}**`,
				`[${resource.name}](${file})`,
				links.join(', '),
			];
		}),
	);
	return table(['Node', 'Resource', 'Operations'], rows);
}

function fileOf({ key }: ActingNode, { name }: Resource): string {
	return `${key}-${anchorOf(name)}.md`;
}

function resourcePage(
	node: ActingNode,
	key: string,
	resource: Resource,
	outputs: SampleOutputs,
): string {
	const operations = Object.entries(resource.operations);
	const rows = operations.map(([, { name, description }]) => [
		`[${name}](#${anchorOf(name)})`,
		sentence(fromHtml(description)),
	]);
	const longLists = new LongLists();
	const parts = operations.flatMap(([name, operation]) =>
		operationParts(node, operation, sampleOf(outputs, `${node.key} ${key} ${name}`), longLists),
	);
	return page([
		`# ${node.description.displayName}: ${resource.name}`,
		`More about this node: ${node.guide}.`,
		table(['Operation', 'What it does'], rows),
		node.errorOutput,
		...parts,
		...longLists.parts(),
	]);
}

function sampleOf(outputs: SampleOutputs, name: string): SampleOutput {
	const sample = outputs.get(name);
	if (sample === undefined) {
		throw new Error(`No sample output for ${name}: add a run to guide/reference/sampleRuns.ts`);
	}
	return sample;
}

function operationParts(
	node: ActingNode,
	operation: Operation,
	{ output, source, calls, permissions }: SampleOutput,
	longLists: LongLists,
): string[] {
	const key =
		permissions.length === 0
			? []
			: [`- Permissions of the key for these calls: ${permissions.map(code).join(', ')}`];
	return [
		`## ${operation.name}`,
		sentence(fromHtml(operation.description)),
		[
			`- Among the actions: _${operation.action}_`,
			`- Credential: ${credentialsOf(node, operation)}`,
			`- Calls of the run below: ${calls.map(code).join(', ')}`,
			...key,
			...(operation.countsTwice
				? ["- A second run would count again: it refuses n8n's _Retry On Fail_"]
				: []),
		].join('\n'),
		'**Parameters**',
		parameterList(operation.properties, longLists),
		`**Output** for one item, from ${source}:`,
		jsonBlock(output),
	];
}

/** The credentials of an operation, and when it does without one. */
function credentialsOf({ credential }: ActingNode, operation: Operation): string {
	const uses = operation.credentials ?? [{ name: credential }];
	return uses
		.map(({ name, unless = {} }) => {
			const conditions = Object.entries(unless).map(([parameter, values]) => {
				const property = operation.properties.find((one) => one.name === parameter);
				const names = values.map((value) => {
					const option = property?.options?.find((one) => 'value' in one && one.value === value);
					return `_${option?.name ?? value}_`;
				});
				return `_${property?.displayName ?? parameter}_ is ${names.join(' or ')}`;
			});
			const link = `[${credentialName(name)}](${credentialLink(name)})`;
			return conditions.length === 0 ? link : `${link}, unless ${conditions.join(' or ')}`;
		})
		.join('; ');
}
