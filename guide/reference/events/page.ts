import { familyOf, FAMILIES, type PunchhEvent } from '../../../nodes/Punchh/events/families';
import { KINDS } from '../../../nodes/Punchh/events/kinds';
import { anchorOf, code, jsonBlock, page, sentence, table } from '../markdown';
import { attributeTable, subscriptionTable } from './attributes';
import { fieldsOf, PRESET_NAMES, recordsOf, type Envelope } from './mapping';
import { ALL_SAMPLES, merged, type Sample } from './samples';

/** Families as the page lists them: the guest first, what Punchh may add last. */
const ORDER = Object.keys(FAMILIES).sort(
	(one, other) => rank(one) - rank(other) || one.localeCompare(other),
) as PunchhEvent[];

function rank(event: string): number {
	return event === 'guest' ? 0 : event === 'other' ? 2 : 1;
}

/** Every family and kind of event: its fields, and what it is in Braze. */
export function eventsPage(): string {
	return page([
		'# Event dictionary',
		`What Punchh sends, and what _Braze > Punchh Event > Track_ makes of it with each of its maps, _${PRESET_NAMES.recommended}_ and _${PRESET_NAMES.adapter}_. Why: [from Punchh events to Braze](../punchh-events-to-braze.md).`,
		"Fields and examples are those of the sample bodies on PAR's pages, with invented values. _Yes_: it is a property of the same name. Your business may have more: they come through, and _Recommended_ sends them as well, unless they belong to the guest or [must not be sent](../punchh-events-to-braze.md#what-is-never-sent).",
		table(
			['Event', 'In Braze', '`event` of the item', '`event_name` of Punchh'],
			ORDER.map(indexRow),
		),
		...ORDER.flatMap(familyParts),
		...purchaseParts(),
	]);
}

const samplesOf = (event: PunchhEvent, kind?: string) =>
	ALL_SAMPLES.filter((one) => one.event === event && (kind === undefined || one.kind === kind));

function indexRow(event: PunchhEvent): string[] {
	const { name, eventName, eventType, kindKey } = familyOf(event);
	const type = eventType === undefined ? '' : `, \`event_type\` ${code(eventType)}`;
	return [
		`[${name}](#${anchorOf(name)})`,
		kindKey ? 'one event for each kind' : nameInBraze(samplesOf(event)[0]),
		code(event),
		eventName === undefined ? 'any other' : `${code(eventName)}${type}`,
	];
}

/** The custom event that an event becomes, or why there is none. */
function nameInBraze({ envelope }: Sample): string {
	const records = recordsOf(envelope);
	if ('nothing' in records) return `nothing: ${records.nothing}`;
	return records.events.length === 0 ? 'attributes' : code(records.events[0].name);
}

function familyParts(event: PunchhEvent): string[] {
	const { name, description } = familyOf(event);
	const head = [`## ${name}`, sentence(description)];
	if (event === 'guest') return [...head, ...guestParts()];
	if (event in KINDS) return [...head, ...kindParts(event as keyof typeof KINDS)];
	return [...head, fieldTable(merged(samplesOf(event)))];
}

function guestParts(): string[] {
	return [
		'It becomes attributes of the profile, and no custom event. With _Attributes to Send: All_, so does the guest in any other event.',
		'### Attributes',
		attributeTable(),
		'### Opt-ins',
		subscriptionTable(),
	];
}

function fieldTable(envelope: Envelope): string {
	const rows = fieldsOf(envelope).map(({ path, example, properties }) => [
		code(path),
		exampleText(example),
		propertyText(path, properties.recommended),
		propertyText(path, properties.adapter),
	]);
	const head = ['Field', 'Example', PRESET_NAMES.recommended, PRESET_NAMES.adapter];
	return table(head, rows);
}

/** Most fields keep their name. */
function propertyText(path: string, properties: string[]): string {
	return properties.map((name) => (name === path ? 'yes' : code(name))).join(', ');
}

/** Longer examples are cut. */
const LONGEST_EXAMPLE = 40;

function exampleText(value: unknown): string {
	if (value === null || value === undefined || value === '') return '';
	const text = JSON.stringify(value);
	return code(text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}...` : text);
}

/** All kinds of a family, and the fields of those that have a sample of their own. */
function kindParts(event: keyof typeof KINDS): string[] {
	const [{ envelope }] = samplesOf(event);
	const { kindKey = 'event_type' } = familyOf(event);
	const rows = Object.entries(KINDS[event]).map(([kind, name]) => {
		const [own] = samplesOf(event, kind);
		const called = nameInBraze(own ?? { envelope: { ...envelope, [kindKey]: kind } });
		return [name, code(kind), called, own === undefined ? '' : `[fields](#${anchorOf(name)})`];
	});
	return [
		"Where there are no fields, PAR's pages show no body of that kind: look at one in n8n.",
		table(['Kind', code(kindKey), 'In Braze', ''], rows),
		...Object.entries(KINDS[event]).flatMap(([kind, name]) => {
			const own = samplesOf(event, kind);
			if (own.length === 0) return [];
			const guess = own.every(({ isInferred }) => isInferred);
			return [
				`### ${name}`,
				...(guess ? ["PAR's pages show no body of this kind; these fields are inferred."] : []),
				fieldTable(merged(own)),
			];
		}),
	];
}

function purchaseParts(): string[] {
	const [{ envelope }] = samplesOf('loyalty_checkin');
	const purchasesOf = (choice: 'receipt' | 'items') => {
		const records = recordsOf(envelope, choice);
		return 'nothing' in records ? [] : records.purchases;
	};
	return [
		'## Purchases',
		'With the option _Purchases_, a new loyalty check-in is recorded as purchases as well. _One for the Receipt_:',
		jsonBlock(purchasesOf('receipt')),
		'_One for Each Menu Item_:',
		jsonBlock(purchasesOf('items')),
	];
}
