import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type ICredentialType,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazeTrigger } from '../../nodes/Braze/BrazeTrigger.node';
import { Punchh } from '../../nodes/Punchh/Punchh.node';
import { PunchhTrigger } from '../../nodes/Punchh/PunchhTrigger.node';
import { ROOT } from '../../playground/paths';
import { readExample } from '../../playground/provision';

/** Our nodes by the last part of their type in a workflow. */
const NODES: Record<string, INodeType> = {
	braze: new Braze(),
	brazeTrigger: new BrazeTrigger(),
	punchh: new Punchh(),
	punchhTrigger: new PunchhTrigger(),
};

/** The n8n whose screens the pictures show. */
const { dependencies: N8N } = JSON.parse(
	readFileSync(join(ROOT, 'playground/package.json'), 'utf8'),
) as { dependencies: Record<string, string> };

/** What stands on the canvas of an example: its nodes with their subtitles, and what its note says. */
export function canvasShown(example: string): unknown {
	const { name, nodes, connections } = readExample(example);
	const boxes = nodes.map(({ name: box, type, position, parameters }) => {
		const { content, resource, operation, events } = parameters;
		const subtitle = NODES[lastOf(type)]?.description.subtitle;
		return { box, type, position, content, resource, operation, events, subtitle };
	});
	return { n8n: N8N.n8n, name, boxes, connections, icons: icons() };
}

/** What the panel of a node in an example shows. */
export function panelShown(example: string, nodeName: string): unknown {
	const node = readExample(example).nodes.find(({ name }) => name === nodeName);
	if (node === undefined) throw new Error(`${example} has no node '${nodeName}'`);
	const { description } = NODES[lastOf(node.type)];
	const { properties, displayName, triggerPanel } = description;
	const values = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	const fields = properties
		.filter((one) => NodeHelpers.displayParameter(values ?? {}, one, node, description))
		.map((one) => fieldShown(one, values?.[one.name]));
	return { n8n: N8N.n8n, displayName, triggerPanel: headOf(triggerPanel), fields, icons: icons() };
}

/** What is read on the panel before something is opened. */
function headOf(panel: INodeTypeDescription['triggerPanel']): unknown {
	if (typeof panel !== 'object') return panel;
	const { header, activationHint } = panel;
	return { header, activationHint };
}

/** What the form of a credential shows. */
export function credentialShown(
	{ displayName, properties }: ICredentialType,
	given: Record<string, string>,
): unknown {
	const defaults = Object.fromEntries(properties.map((one) => [one.name, one.default]));
	const values = { ...defaults, ...given };
	const fields = properties
		.filter((one) => NodeHelpers.displayParameter(values, one, null, null))
		.map((one) => fieldShown(one, values[one.name]));
	return { n8n: N8N.n8n, displayName, fields };
}

/** What the page of the sandbox is made of. */
export function sandboxPageShown(): unknown {
	const folder = join(ROOT, 'sandbox/page');
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(css|html|js)$/.test(file))
		.sort()
		.map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** A field without what is only seen when the mouse is over it. */
function fieldShown(property: INodeProperties, value: unknown): unknown {
	const { displayName, type, placeholder, hint, required, options = [] } = property;
	const chosen = [value].flat();
	const names = options
		.filter((option) => 'value' in option && chosen.includes(option.value))
		.map((option) => option.name);
	return { displayName, type, placeholder, hint, required, value, names };
}

function icons(): string[] {
	const files = ['Braze/braze.svg', 'Punchh/punchh.svg'];
	return files.map((file) => readFileSync(join(ROOT, 'nodes', file), 'utf8'));
}

function lastOf(type: string): string {
	return type.slice(type.lastIndexOf('.') + 1);
}

/** A short text that is the same only for the same content. */
export function hashOf(content: unknown): string {
	const data = Buffer.isBuffer(content) ? content : JSON.stringify(content);
	return createHash('sha256').update(data).digest('hex').slice(0, 16);
}
