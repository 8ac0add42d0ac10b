import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { brazeOperations } from '../../nodes/Braze/actions';
import { punchhOperations } from '../../nodes/Punchh/actions';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { BRAZE_OPERATIONS } from '../fixtures/braze/operations';
import { GUEST_SUCCESSES } from '../fixtures/punchh/guestSuccesses';
import { PROGRAMME_SUCCESSES } from '../fixtures/punchh/programmeSuccesses';
import { MARA } from '../harness/punchh';
import { ADA, guest } from '../harness/punchhParameters';
import { sample } from '../harness/punchhEvents';
import { runNode } from '../harness/runNode';

/** A number that JavaScript has rounded may be the ID of somebody else: no text of any operation takes one. */

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const BIG = '={{ $json.big }}';

const ITEM = { ...ADA, ...MARA, big: 2 ** 53 + 2, event: sample('guest-update-profile') };

const TRACK: INodeParameters[] = [
	{
		...{ resource: 'user', operation: 'linkPunchhGuest' },
		...{ punchh_user_id: '1', external_id: 'a' },
	},
	{
		...{ resource: 'user', operation: 'track', specifyObjects: 'fields' },
		...{ identifyBy: 'external_id', external_id: 'a' },
		attributes: { attribute: [{ name: 'a', type: 'asGiven', value: 'b' }] },
	},
	{
		...{ resource: 'punchhEvent', operation: 'track', event: '={{ $json.event }}' },
		...{ preset: 'recommended', attributesToSend: 'all' },
		identifiers: { identifier: [{ by: 'punchh_user_id' }] },
	},
];

/** Parameters with which each operation runs. */
const CALLS: Record<string, INodeParameters[]> = {
	braze: [
		...BRAZE_OPERATIONS.map(({ resource, operation, parameters }) => ({
			...{ resource, operation },
			...parameters,
		})),
		...TRACK,
	],
	punchh: [
		...[...GUEST_SUCCESSES, ...PROGRAMME_SUCCESSES].flatMap(({ parameters }) =>
			typeof parameters === 'function' ? [] : [parameters],
		),
		guest('sendMessage', { message: 'Hello' }),
	],
};

/** Text fields that hold a value of any type or an amount, or are not read in these calls. */
const NO_TEXTS = [
	...['value', 'keyValue', 'key'].map((name) => `attributes.attribute.${name}`),
	...['events.event', 'purchases.purchase'].map((rows) => `${rows}.propertyRows.property.value`),
	'purchases.purchase.price',
	'options.timeZone',
];

type Case = [name: string, node: string, parameters: INodeParameters];

const CASES = Object.entries({ braze: brazeOperations, punchh: punchhOperations }).flatMap(
	([node, { resources }]) =>
		Object.entries(resources).flatMap(([resource, { operations }]) =>
			Object.entries(operations).flatMap(([operation, { properties }]): Case[] => {
				const base = CALLS[node].find(
					(call) => call.resource === resource && call.operation === operation,
				);
				if (base === undefined) throw new Error(`No call of ${node} ${resource} ${operation}`);
				return properties.flatMap((property) =>
					textsOf(property).map(
						({ path, parameters }): Case => [
							`${node}: ${resource} > ${operation}, ${path}`,
							node,
							{ ...required(properties), ...base, ...parameters },
						],
					),
				);
			}),
		),
);

/** Something in each text that the editor asks for, whichever are shown. */
function required(properties: INodeProperties[]): INodeParameters {
	const texts = properties.filter((one) => one.type === 'string' && one.required);
	return Object.fromEntries(texts.map(({ name }) => [name, '1']));
}

interface Text {
	path: string;
	/** With the rounded number in that text, and what shows it in the editor. */
	parameters: INodeParameters;
}

function textsOf(property: INodeProperties): Text[] {
	return fieldsOf(property).filter(({ path }) => !NO_TEXTS.includes(path));
}

function fieldsOf(property: INodeProperties): Text[] {
	const { name, type } = property;
	const shown = shownBy(property);
	if (type === 'string') return [{ path: name, parameters: { ...shown, [name]: BIG } }];
	if (type === 'resourceLocator') {
		const value = { __rl: true, mode: 'id', value: BIG };
		return [{ path: name, parameters: { ...shown, [name]: value } }];
	}
	if (type === 'collection') {
		return (property.options as INodeProperties[]).flatMap((field) =>
			fieldsOf(field).map(({ path, parameters }) => ({
				path: `${name}.${path}`,
				// What shows a field stands beside it, or beside its collection.
				parameters: { ...shown, ...parameters, [name]: parameters },
			})),
		);
	}
	if (type !== 'fixedCollection') return [];
	return (property.options ?? []).flatMap((group) =>
		'values' in group
			? group.values.flatMap((field) =>
					fieldsOf(field).map(({ path, parameters }) => ({
						path: `${name}.${group.name}.${path}`,
						parameters: { ...shown, [name]: { [group.name]: [rowOf(group.values, parameters)] } },
					})),
				)
			: [],
	);
}

/** A row in which all else is filled in. */
function rowOf(fields: INodeProperties[], parameters: INodeParameters): INodeParameters {
	const filled = fields.map(({ name, type, default: preset }) => [
		name,
		type === 'string' && preset === '' ? '1' : preset,
	]);
	return { ...(Object.fromEntries(filled) as INodeParameters), ...parameters };
}

function shownBy({ displayOptions }: INodeProperties): INodeParameters {
	return Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, values]) => [
			name.replace('/', ''),
			(values as string[])[0],
		]),
	);
}

test.each(CASES)('%s', async (_name, node, parameters) => {
	const { error, items } = await runNode({
		node,
		parameters,
		items: [ITEM],
		credentials: {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: BRAZE_KEY },
			punchhApi: { baseUrl: sandbox.punchhUrl, apiKey: PUNCHH_KEYS.admin },
			punchhMobileApi: { baseUrl: sandbox.punchhUrl, client: PUNCHH_KEYS.client, secret: 's' },
		},
	});
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/too many digits|'currency' must be|is not a date/);
	expect([...sandbox.punchh.requests, ...sandbox.braze.requests]).toEqual([]);
});
