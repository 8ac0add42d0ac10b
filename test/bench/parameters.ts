import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';

import { brazeOperations } from '../../nodes/Braze/actions';
import { punchhOperations } from '../../nodes/Punchh/actions';
import type { OperationTable } from '../../nodes/shared/operations/table';
import { ensureN8n } from '../../playground/installN8n';

/**
 * What n8n pays at each webhook call for every node of the workflow: it works out all parameters.
 * Beside n8n's own HTTP Request and Slack, in rotating order; CPU, because others use the machine too.
 */

const ROUNDS = 15;
const TIMES = 100;

interface Subject {
	name: string;
	description: INodeTypeDescription;
	/** One for each operation, or the only one. */
	parameters: INodeParameters[];
	/** Microseconds of CPU a time, one for each round: the mean of all operations, and the dearest. */
	means: number[];
	dearest: number[];
}

export async function run(): Promise<void> {
	const [request, ...others] = await peers();
	const subjects = [request, ...others, ...own()];
	subjects.push(shortened(subjects.at(-1)!, request.description.properties.length));
	for (let round = 0; round < ROUNDS; round++) {
		for (let index = 0; index < subjects.length; index++) {
			const subject = subjects[(index + round) % subjects.length];
			const costs = subject.parameters.map((one) => cost(subject.description, one));
			subject.means.push(costs.reduce((sum, one) => sum + one) / costs.length);
			subject.dearest.push(Math.max(...costs));
		}
	}
	const floor = median(subjects[0].means);
	const rounded = (value: number) => Math.round((value / floor) * 100) / 100;
	console.table(
		Object.fromEntries(
			subjects.map(({ name, description, means, dearest }) => [
				name,
				{
					parameters: description.properties.length,
					names: new Set(description.properties.map((one) => one.name)).size,
					'to HTTP Request': rounded(median(means)),
					'dearest operation': rounded(median(dearest)),
					spread: `${rounded(Math.min(...means))} to ${rounded(Math.max(...means))}`,
				},
			]),
		),
	);
}

const subject = (
	name: string,
	description: INodeTypeDescription,
	parameters: INodeParameters[] = [{}],
): Subject => ({ name, description, parameters, means: [], dearest: [] });

/** With the ending: without it tsx takes the JSON file of the same name. */
function own(): Subject[] {
	const load = createRequire(__filename);
	const description = (file: string) =>
		descriptionOf(load(`../../nodes/${file}.node.ts`) as Record<string, NodeClass>, basename(file));
	return [
		subject('Punchh Trigger', description('Punchh/PunchhTrigger')),
		subject('Braze Trigger', description('Braze/BrazeTrigger')),
		subject('Punchh', description('Punchh/Punchh'), choices(punchhOperations)),
		subject('Braze', description('Braze/Braze'), choices(brazeOperations)),
	];
}

/** The node with so many parameters only: what it costs goes with their number, not with what they are. */
function shortened({ name, description, parameters }: Subject, count: number): Subject {
	const properties = description.properties.slice(0, count);
	return subject(`${name}, its first ${count} only`, { ...description, properties }, parameters);
}

const choices = ({ resources }: OperationTable): INodeParameters[] =>
	Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation) => ({ resource, operation })),
	);

type NodeClass = new (description: object) => { description: INodeTypeDescription };

const descriptionOf = (module: Record<string, NodeClass>, name: string) =>
	new module[name]({ name }).description;

/** Nodes of the n8n that the playground has. */
async function peers(): Promise<Subject[]> {
	const { n8n } = await ensureN8n(console.log);
	const load = createRequire(n8n);
	const description = (file: string, name: string) =>
		descriptionOf(load(`n8n-nodes-base/dist/nodes/${file}`) as Record<string, NodeClass>, name);
	const sent = { method: 'POST', url: 'https://example.com', sendBody: true, specifyBody: 'json' };
	return [
		subject('HTTP Request', description('HttpRequest/V3/HttpRequestV3.node.js', 'HttpRequestV3'), [
			sent,
		]),
		subject('Slack', description('Slack/V2/SlackV2.node.js', 'SlackV2'), [
			{ resource: 'message', operation: 'post' },
		]),
	];
}

/** Microseconds of CPU to work out the parameters once. */
function cost(description: INodeTypeDescription, parameters: INodeParameters): number {
	const node = { id: '1', name: 'A', type: 'a', position: [0, 0] as [number, number], parameters };
	const versioned = { ...node, typeVersion: 2 };
	const startedAt = process.cpuUsage();
	for (let time = 0; time < TIMES; time++) {
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			versioned,
			description,
		);
	}
	const { user, system } = process.cpuUsage(startedAt);
	return (user + system) / TIMES;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
