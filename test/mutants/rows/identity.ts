import type { Mutant } from '../mutant';

/** Breaks of who is who: one guest is one profile, and nobody else's. */
export const IDENTITY: Mutant[] = [
	{
		area: 'identity',
		breaks: "A guest's check-ins without the external ID go to a second profile",
		find: "return named('external_id', known ?? event.guest.external_id) ?? alias;",
		replace: "return named('external_id', event.guest.external_id) ?? alias;",
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'A link is asked for only once, and Braze may not have seen the profile yet',
		find: 'if (askedAtMs < guest.learnedAtMs + linking.againMs) return;',
		replace: 'if (askedAtMs < guest.learnedAtMs) return;',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'An older event brings back an external ID that the guest no longer has',
		find: 'current === undefined || atMs >= sinceMs',
		replace: 'current === undefined || atMs >= 0',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'An external ID goes to a second guest while the profile of the first still has it',
		find: 'if (this.otherOwnerOf(externalId, punchhUserId) !== undefined) return;',
		replace: '',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'A guest gets an external ID while Braze may still merge the profile that had it',
		find: 'guest.leavingIds = guest.formerIds.filter((id) => formerIds.includes(id));',
		replace: 'for (const id of formerIds) this.release(id, punchhUserId);',
		tests: ['identity/knownGuests'],
	},
	{
		area: 'identity',
		breaks: 'A profile that another operation has deleted or merged comes back with the next event',
		find: 'if (isDone) noteChange?.(workspace.connection.id, entry);',
		replace: '',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks:
			'A guest who comes back in the run that deletes is recorded under the deleted ID, and not linked',
		find: 'this.learnFrom(items.slice(items.indexOf(deletion) + 1));',
		replace: '',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'A list that comes in parts links two guests with one external ID',
		find: 'refuseOthers(item, link, known);',
		replace: '',
		tests: ['linkPunchhGuest'],
	},
	{
		area: 'identity',
		breaks: 'Values that were written under the alias are lost when Braze merges the profiles',
		find: 'return { ...elsewhere, ...values };',
		replace: 'return { ...values };',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'An event that comes late puts an old value back',
		find: 'for (const name of old) delete values[name];',
		replace: 'for (const name of old) void values[name];',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'Two guests with one identifier end in one profile silently',
		find: "clash !== undefined && choices.sharedIdentifiers === 'refuse'",
		replace: "clash !== undefined && choices.sharedIdentifiers !== 'refuse'",
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'Events are recorded before a missing permission is found, and count twice later',
		find: 'await this.links.findRefusals();',
		replace: '',
		tests: ['punchhEvents/linked'],
	},
	{
		area: 'identity',
		breaks: 'A list links two guests with one external ID',
		find: 'const keys = [`user ${punchhUserId}`, `external ${externalId}`];',
		replace: 'const keys = [`user ${punchhUserId}`];',
		tests: ['linkPunchhGuest'],
	},
	{
		area: 'identity',
		breaks:
			'After a restart, a guest is recorded in the profile of the one who had the external ID before',
		find: 'if (owner !== punchhUserId) {',
		replace: 'if (owner === undefined) {',
		tests: ['punchhEvents/linked.lookUp'],
	},
	{
		area: 'identity',
		breaks: 'After a restart, an external ID that changes leaves the guest with two profiles',
		find: '} else if (current !== undefined && current !== externalId) {',
		replace: '} else if (current !== undefined && current === externalId) {',
		tests: ['punchhEvents/linked.lookUp'],
	},
];
