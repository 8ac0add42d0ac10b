import type { IDataObject } from 'n8n-workflow';

import { withoutNote } from '../../../shared/operations/errorNote';
import type { Item } from '../../../shared/operations/item';
import { isObject } from '../../../shared/values/json';
import { parsedText } from '../../../shared/values/parseExact';
import { phoneRegion } from '../../../shared/values/phone/readPhone';
import { PRESETS } from '../../punchhEvents/map/presets';
import { readEvent } from '../../punchhEvents/read';
import type {
	EventItem,
	ExtraField,
	IdentifierChoice,
	MapChoices,
	Preset,
} from '../../punchhEvents/types';
import type { ValueKind } from '../../punchhEvents/map/values';
import { NO_ATTRIBUTES } from '../../send/track/checks/limits';

/**
 * The event of an item, and what the user chose about it; or why it is fine that there is no event.
 *
 * @throws NodeOperationError naming the item if there is no event, or a choice is invalid
 */
export function readEventItem(item: Item, nowMs: number): EventItem | { skipped: string } {
	const given = parsedText(item.value<unknown>('event'));
	const read = readEvent(isObject(given) ? withoutNote(given) : given, nowMs);
	if ('refusal' in read) throw item.error(read.refusal, read.hint);
	if ('skipped' in read) return read;
	if ('event' in read) return { event: read.event, choices: readChoices(item) };
	throw item.error(
		`'Event' is not a Punchh event: ${read.problem}`,
		'Enter {{ $json }} for an item from the Punchh Trigger, or the body that Punchh sent',
	);
}

function readChoices(item: Item): MapChoices {
	const preset = item.value<Preset>('preset');
	const options = item.value<IDataObject>('options', {});
	const text = (name: string) => item.toText(options[name], item.labelOf(`options.${name}`));
	const group = (name: string) => item.toId(text(name), item.labelOf(`options.${name}`));
	const chosen = <T>(name: string, otherwise: T) =>
		(text(name) === '' || text(name) === 'preset' ? otherwise : text(name)) as T;
	return {
		preset,
		identifiers: readIdentifiers(item),
		adapterProfiles: options.adapterProfiles === true,
		sharedIdentifiers: chosen('sharedIdentifiers', 'refuse'),
		attributes: item.value<MapChoices['attributes']>('attributesToSend'),
		eventTime: chosen('eventTime', PRESETS[preset].eventTime),
		subscriptions: chosen('subscriptions', PRESETS[preset].subscriptions),
		phoneHome: readPhoneHome(item, text('callingCode')),
		unreadable: chosen('unreadable', PRESETS[preset].unreadable),
		emailGroupId: group('emailGroupId'),
		smsGroupId: group('smsGroupId'),
		purchases: chosen('purchases', 'none'),
		currency: chosen('currency', 'USD'),
		eventName: text('eventName'),
		extraFields: readExtraFields(item),
		dropFields: new Set(
			text('dropFields')
				.split(',')
				.map((name) => name.trim()),
		),
		updateExistingOnly: options.updateExistingOnly === true,
		passOnDeletions: item.confirmed<unknown>('options.passOnDeletions', false) === true,
	};
}

function readPhoneHome(item: Item, named: string): MapChoices['phoneHome'] {
	const region = named === '' ? undefined : phoneRegion(named);
	if (named === '' || region !== undefined) return region;
	throw item.error(
		`'Country of Phone Numbers' cannot be '${named}'`,
		"Enter a country's two-letter code, such as US, or its calling code, such as 1",
	);
}

function readIdentifiers(item: Item): IdentifierChoice[] {
	const rows = item.value<IDataObject[]>('identifiers.identifier', []);
	if (rows.length > 0) return rows.map(({ by }) => by as IdentifierChoice);
	throw item.error("'Identify Guest By' has no identifier");
}

function readExtraFields(item: Item): ExtraField[] {
	const rows = item.value<IDataObject[]>('extraFields.field', []);
	return rows.map(({ target, from, to, kind }) => {
		const path = item.toText(from, 'Punchh Field');
		const name = item.toText(to, 'Braze Name') || path.replaceAll('.', '_');
		const isNoName = target === 'attribute' ? NO_ATTRIBUTES.includes(name) : name === '__proto__';
		if (path === '' || isNoName) {
			const problem =
				path === ''
					? "An extra field has no 'Punchh Field'"
					: `An extra field cannot have the 'Braze Name' ${name}`;
			throw item.error(problem);
		}
		return {
			target: target as ExtraField['target'],
			from: [path],
			to: name,
			kind: kind as ValueKind,
		};
	});
}
