import type { Mutant } from '../mutant';

/** Breaks of who is who: one guest is one profile, and nobody else's. */
export const IDENTITY: Mutant[] = [
	{
		area: 'identity',
		breaks: "A guest's check-ins without the external ID go to a second profile",
		find: "return named('external_id', known ?? guest.external_id) ?? alias;",
		replace: "return named('external_id', guest.external_id) ?? alias;",
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
		breaks: 'The profile of the guest who has an external ID now is merged into the one who had it',
		find: 'this.guests.get(owner)?.formerIds.delete(externalId);',
		replace: 'this.guests.get(owner)?.formerIds.has(externalId);',
		tests: ['punchhEvents/linked'],
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
		find: 'if (!dryRun) await this.links.findRefusals();',
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
];
