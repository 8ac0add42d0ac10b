import type { INodeProperties } from 'n8n-workflow';

import { Braze } from '../../../../nodes/Braze/Braze.node';
import { BrazeTrigger } from '../../../../nodes/Braze/BrazeTrigger.node';
import { Punchh } from '../../../../nodes/Punchh/Punchh.node';
import { PunchhTrigger } from '../../../../nodes/Punchh/PunchhTrigger.node';
import { allParameters } from '../../../../nodes/shared/operations/parameters';

const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const of = (resource: string, operation: string, ...properties: INodeProperties[]) => ({
	...{ resource, operation, properties },
});

const shown = (parameters: INodeProperties[]) =>
	parameters.map(({ name, displayOptions }) => [name, displayOptions?.show]);

const A = { resource: ['guest'], operation: ['get'] };

test('operations that define a parameter alike share it', () => {
	const all = allParameters([
		of('guest', 'get', text('id')),
		of('guest', 'ban', text('id'), text('reason')),
	]);
	expect(shown(all)).toEqual([
		['id', { resource: ['guest'], operation: ['get', 'ban'] }],
		['reason', { resource: ['guest'], operation: ['ban'] }],
	]);
});

test('where it differs in anything, each has its own', () => {
	const all = allParameters([
		of('guest', 'get', text('id')),
		of('guest', 'ban', text('id', { description: 'Of the guest' })),
	]);
	expect(shown(all)).toEqual([
		['id', A],
		['id', { resource: ['guest'], operation: ['ban'] }],
	]);
});

test('resources share it, whichever of their operations have it', () => {
	const all = allParameters([
		of('guest', 'get', text('id')),
		of('guest', 'ban', text('id')),
		of('segment', 'get', text('id')),
		of('segment', 'getMany', text('limit')),
	]);
	expect(shown(all)).toEqual([
		['id', { resource: ['guest', 'segment'], operation: ['get', 'ban'] }],
		['limit', { resource: ['segment'], operation: ['getMany'] }],
	]);
});

test('resources do not share it if one of them has an operation of that name without it', () => {
	const all = allParameters([
		of('guest', 'get', text('id')),
		of('guest', 'ban', text('id')),
		of('segment', 'get', text('id')),
		of('segment', 'ban', text('reason')),
	]);
	expect(shown(all)).toEqual([
		['id', { resource: ['guest'], operation: ['get', 'ban'] }],
		['id', { resource: ['segment'], operation: ['get'] }],
		['reason', { resource: ['segment'], operation: ['ban'] }],
	]);
});

test('an operation keeps its order, and what decides comes first', () => {
	const decided = text('id', { displayOptions: { show: { by: ['id'] } } });
	const all = allParameters([
		of('guest', 'get', text('id'), text('note')),
		of('guest', 'ban', text('by'), decided),
	]);
	expect(all.map(({ name }) => name)).toEqual(['by', 'id', 'note', 'id']);
});

test('the operation is the first condition, and the other conditions stay', () => {
	const displayOptions = { show: { by: ['id'] }, hide: { simple: [true] } };
	const [, id] = allParameters([of('guest', 'get', text('by'), text('id', { displayOptions }))]);
	expect(Object.keys(id.displayOptions!.show!)).toEqual(['resource', 'operation', 'by']);
	expect(id.displayOptions).toEqual({ show: { ...A, by: ['id'] }, hide: { simple: [true] } });
});

test('what operations share and list in different orders is refused', () => {
	const [one, other] = [text('one'), text('other')];
	expect(() =>
		allParameters([of('guest', 'get', one, other), of('guest', 'ban', other, one)]),
	).toThrow('Listed in different orders: one,other');
});

// What n8n has to work out again, it works out at each call of a webhook.
test.each([new Braze(), new BrazeTrigger(), new Punchh(), new PunchhTrigger()])(
	'n8n comes to no parameter of $description.displayName before one that decides about it',
	({ description }) => {
		const deciders = ({ displayOptions: { show, hide } = {} }: INodeProperties) =>
			Object.keys({ ...show, ...hide }).filter((name) => !name.startsWith('@'));
		const seen = new Set<string>();
		for (const { name } of description.properties) {
			const same = description.properties.filter((other) => other.name === name);
			expect([name, same.flatMap(deciders).filter((decider) => !seen.has(decider))]).toEqual([
				name,
				[],
			]);
			seen.add(name);
		}
	},
);
