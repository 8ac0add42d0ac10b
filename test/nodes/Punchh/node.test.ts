import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { PunchhApi } from '../../../credentials/PunchhApi.credentials';
import { PunchhMobileApi } from '../../../credentials/PunchhMobileApi.credentials';
import { punchhOperations } from '../../../nodes/Punchh/actions';
import { Punchh } from '../../../nodes/Punchh/Punchh.node';

const { description } = new Punchh();

const CREDENTIALS = { punchhApi: new PunchhApi(), punchhMobileApi: new PunchhMobileApi() };

/** Every parameter, those inside collections too, with the way to it. */
function allParameters(properties: INodeProperties[], way = ''): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const here = `${way}${property.displayName}`;
		const inner = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return allParameters(option.values, `${here} > `);
			return 'type' in option ? allParameters([option], `${here} > `) : [];
		});
		return [[here, property] as [string, INodeProperties], ...inner];
	});
}

const every = Object.entries(punchhOperations.resources).flatMap(([resource, table]) =>
	Object.keys(table.operations).map((operation) => ({ resource, operation })),
);

test('every operation is offered, with words for people and for an AI agent', () => {
	for (const { resource, operation } of every) {
		const selector = description.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
		expect(selector?.options).toContainEqual({
			name: expect.stringMatching(/^[A-Z]/),
			value: operation,
			action: expect.stringMatching(/^[A-Z]/),
			description: expect.stringMatching(/\w{2}/),
		});
	}
	expect(description.usableAsTool).toBe(true);
});

const toFillIn = allParameters(description.properties).filter(
	([, { name, type }]) => name !== 'operation' && type !== 'notice',
);

test.each(toFillIn)('%s says what to fill in', (_way, parameter) => {
	expect(parameter.description).toMatch(/\w{2}/);
});

test.each(every)('$resource > $operation has parameters of its own name only once', (values) => {
	const shown = description.properties.filter((property) =>
		NodeHelpers.displayParameter(
			// As the editor has them: each shown parameter with its default.
			NodeHelpers.getNodeParameters(
				description.properties,
				values,
				true,
				false,
				null,
				description,
			)!,
			property,
			null,
			description,
		),
	);
	const names = shown.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
});

/** Which credentials the editor asks for. */
const credentialsFor = (values: Record<string, string>) => {
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		null,
		description as INodeTypeDescription,
	)!;
	return description
		.credentials!.filter((credential) =>
			NodeHelpers.displayParameter(parameters, credential, null, description),
		)
		.map(({ name }) => name);
};

const signUp = { resource: 'guest', operation: 'signUp' };

test.each([
	[{ ...signUp, signUpApi: 'mobile' }, ['punchhMobileApi']],
	[{ ...signUp, signUpApi: 'sso' }, ['punchhMobileApi']],
	[{ ...signUp, signUpApi: 'sso', ifGuestExists: 'return' }, ['punchhApi', 'punchhMobileApi']],
	[{ ...signUp, signUpApi: 'eclub' }, ['punchhApi']],
	[{ resource: 'guest', operation: 'logIn', api: 'sso' }, ['punchhMobileApi']],
	...['update', 'updateExternalId'].flatMap((operation) => [
		[{ resource: 'guest', operation, api: 'dashboard' }, ['punchhApi']],
		[{ resource: 'guest', operation, api: 'mobile' }, ['punchhMobileApi']],
		[{ resource: 'guest', operation, api: 'sso' }, ['punchhMobileApi']],
	]),
	...every
		.filter(({ operation, resource }) =>
			resource === 'guest'
				? !['signUp', 'logIn', 'update', 'updateExternalId'].includes(operation)
				: true,
		)
		.map((values) => [values, ['punchhApi']]),
] as Array<[Record<string, string>, string[]]>)('%j asks for %j', (values, credentials) => {
	expect(credentialsFor(values)).toEqual(credentials);
});

test.each([
	[
		'signUp',
		'signUpApi',
		{ eclub: 'punchhApi', mobile: 'punchhMobileApi', sso: 'punchhMobileApi' },
	],
	...['update', 'updateExternalId'].map((operation) => [
		operation,
		'api',
		{ dashboard: 'punchhApi', mobile: 'punchhMobileApi', sso: 'punchhMobileApi' },
	]),
] as Array<[string, string, Record<string, keyof typeof CREDENTIALS>]>)(
	'%s: where %s decides on the credential, each choice says which it uses',
	(operation, parameter, credentials) => {
		const { options } = description.properties.find(
			({ name, displayOptions }) =>
				name === parameter && displayOptions?.show?.operation?.includes(operation),
		)!;
		const said = (options as INodePropertyOptions[]).map(({ value, description: text }) => [
			value,
			/uses the (.+) credential$/.exec(text!)?.[1],
		]);
		expect(Object.fromEntries(said)).toEqual(
			Object.fromEntries(
				Object.entries(credentials).map(([api, type]) => [api, CREDENTIALS[type].displayName]),
			),
		);
	},
);

test.each([
	['signUp', { signUpApi: 'mobile' }, 'additionalFields', ['Address', 'Device ID', 'Invite Code']],
	['signUp', { signUpApi: 'sso' }, 'additionalFields', ['Address Line 1', 'Invite Code']],
	['update', { api: 'mobile' }, 'updateFields', ['Address']],
	['update', { api: 'dashboard' }, 'updateFields', ['Address Line 1', 'Test User']],
])('%s %j offers the fields that this API takes', (operation, api, collection, expected) => {
	const values = { resource: 'guest', operation, ...api };
	const { options } = description.properties.find(
		({ name, displayOptions }) =>
			name === collection && displayOptions?.show?.operation?.includes(operation),
	)!;
	const shown = (options as INodeProperties[])
		.filter((option) => NodeHelpers.displayParameter({}, option, null, description, values))
		.map(({ displayName }) => displayName);
	const telling = ['Address', 'Address Line 1', 'Device ID', 'Invite Code', 'Test User'];
	expect(telling.filter((name) => shown.includes(name))).toEqual(expected);
});
