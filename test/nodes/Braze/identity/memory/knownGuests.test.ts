import type { IDataObject } from 'n8n-workflow';

import { KnownGuests } from '../../../../../nodes/Braze/identity/memory/knownGuests';
import { keyOfExternalId } from '../../../../../nodes/Braze/identity/user';
import { POLICY } from '../../../../../nodes/Braze/transport/policy';
import { jumpingClock } from '../../../../harness/jumpingClock';

const clock = jumpingClock();

describe('who is forgotten', () => {
	const { mostGuests } = POLICY.linking;
	let known: KnownGuests;
	beforeEach(() => void (known = new KnownGuests()));

	test('does not lose the external ID to another guest', () => {
		known.learn('1', 'CRM-1', 1);
		for (let id = 2; id < mostGuests + 10; id++) known.guests.mark(String(id), 'linked');
		expect(known.externalIdOf('1')).toBeUndefined();
		known.learn('2', 'CRM-1', 2);
		expect(known.externalIdOf('2')).toBeUndefined();
	});

	test.each([
		['by so many addresses', 'link', 'name'],
		['which is an address, by so many external IDs', 'name', 'link'],
	] as const)('does not lose an identifier %s', (_which, own, others) => {
		known.owners[own]('own', '1');
		for (let id = 2; id < mostGuests + 10; id++) known.owners[others](`other ${id}`, `${id}`);
		expect(known.owners.otherThan('2', 'own')).toBe('1');
	});

	test('who is heard of without the external ID keeps it, whoever else comes', () => {
		known.learn('1', 'CRM-1', 1);
		for (let id = 2; id < mostGuests + 10; id++) {
			known.learn(String(id), `CRM-${id}`, 1);
			if (id % 1_000 === 0) known.externalIdOf('1');
		}
		known.learn('new', 'CRM-1', 2);
		expect(known.externalIdOf('new')).toBeUndefined();
		expect(known.externalIdOf('1')).toBe('CRM-1');
	});
});

test('all new links of a run are asked for in it, and as many again later', () => {
	const known = new KnownGuests();
	const many = POLICY.linking.mostAgainInRun + 10;
	for (let id = 0; id < many; id++) known.learn(`${id}`, `CRM-${id}`, 1);
	const due = known.dueLinks();
	expect(due).toHaveLength(many);
	for (const one of due) known.accepted(one, clock.nowMs());
	expect(known.dueLinks()).toEqual([]);
	clock.pass(POLICY.linking.againMs);
	expect(known.dueLinks()).toHaveLength(POLICY.linking.mostAgainInRun);
	for (let id = 0; id < many; id++) known.learn(`new ${id}`, `NEW-${id}`, 1);
	expect(known.dueLinks()).toHaveLength(2 * many);
});

test('an external ID is given up when a link was accepted after the merge was certainly recorded', () => {
	const known = new KnownGuests();
	const ask = () => {
		for (const one of known.dueLinks()) known.accepted(one, clock.nowMs());
		clock.pass(POLICY.linking.againMs);
	};
	known.learn('1', 'CRM-1', 1);
	known.learn('1', 'CRM-2', 2);
	known.recorded('1', keyOfExternalId('CRM-2'));
	// At once; again, when Braze sees both profiles; and when it has certainly done that.
	const owners = [1, 2, 3].map(() => {
		ask();
		return known.otherOwnerOf('CRM-1', '2');
	});
	expect(owners).toEqual(['1', '1', undefined]);
});

test('an external ID is not given up while nothing is recorded under the new one', () => {
	const known = new KnownGuests();
	known.learn('1', 'CRM-1', 1);
	known.learn('1', 'CRM-2', 2);
	for (let times = 0; times < 4; times++) {
		for (const one of known.dueLinks()) known.accepted(one, clock.nowMs());
		clock.pass(POLICY.linking.againMs);
	}
	expect(known.dueLinks()).toEqual([]);
	known.recorded('1', keyOfExternalId('CRM-2'));
	expect(known.dueLinks()).toMatchObject([{ externalId: 'CRM-2', formerIds: ['CRM-1'] }]);
});

test('what is recorded by the alias meanwhile asks for no link again', () => {
	const known = new KnownGuests();
	known.learn('1', 'CRM-1', 1);
	known.recorded('1', keyOfExternalId('CRM-1'));
	for (let times = 0; times < 2; times++) {
		for (const one of known.dueLinks()) known.accepted(one, clock.nowMs());
		clock.pass(POLICY.linking.againMs);
	}
	for (const under of ['user_alias 1', keyOfExternalId('CRM-1')]) {
		known.recorded('1', under);
		expect(known.dueLinks()).toEqual([]);
	}
});

test('the external ID of a deleted guest is free when Braze has certainly deleted the profile', () => {
	const known = new KnownGuests();
	known.learn('1', 'CRM-1', 1);
	known.forget('1');
	expect(known.otherOwnerOf('CRM-1', '2')).toBe('1');
	clock.pass(POLICY.linking.againMs);
	known.learn('2', 'CRM-1', 2);
	expect(known.otherOwnerOf('CRM-1', '1')).toBe('2');
});

test('nobody is recorded under an external ID before it was looked up whose it is', () => {
	const known = new KnownGuests();
	known.learn('1', 'CRM-1', 1);
	expect(known.sureIdOf('1')).toBeNull();
	const seen = {
		...{ aliasCreatedMs: NaN, toPassedMs: 0 },
		...{ externalId: undefined, sinceMs: undefined, sameAsCurrent: [], isApart: false },
		...{ createdMs: new Map(), ownedByAttribute: new Set<string>(), missing: [], isMissing: false },
		profiles: new Map<string, IDataObject>(),
	};
	for (const link of known.unseenLinks()) known.seen.note(link, { ...seen, owners: new Map() });
	expect(known.sureIdOf('1')).toBe('CRM-1');
	known.learn('1', 'CRM-2', 2);
	expect(known.sureIdOf('1')).toBeNull();
	for (const link of known.unseenLinks())
		known.seen.note(link, { ...seen, owners: new Map([['CRM-2', '2']]) });
	expect(known.sureIdOf('1')).toBeUndefined();
	expect(new KnownGuests(false).sureIdOf('1')).toBeUndefined();
});

test('a new external ID may be that of a profile that was there before: the opt-out is told again', () => {
	const known = new KnownGuests();
	known.guests.tellStates('1');
	expect(known.guests.toldStates('1')).toBe(true);
	known.learn('1', 'CRM-1', 1);
	expect(known.guests.toldStates('1')).toBe(false);
});
