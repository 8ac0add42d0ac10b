import type { IDataObject } from 'n8n-workflow';

import { eventProperties } from '../../../nodes/Braze/punchhEvents/map/eventProperties';
import type { People } from '../../../nodes/Braze/punchhEvents/guestIdentity';
import { mapEvent } from '../../../nodes/Braze/punchhEvents/map/mapEvent';
import { PRESETS } from '../../../nodes/Braze/punchhEvents/map/presets';
import type { MapChoices, Preset } from '../../../nodes/Braze/punchhEvents/types';
import { toPunchhItem } from '../../../nodes/Punchh/events/envelope';
import type { PunchhItem } from '../../../nodes/Punchh/events/item';
import { isEmpty, isObject } from '../../../nodes/shared/values/json';

/** The presets, with their names in the panel. */
export const PRESET_NAMES: Record<Preset, string> = {
	recommended: 'Recommended',
	adapter: "Same as Punchh's Adapter",
};

/** What Punchh sends: an envelope. */
export type Envelope = IDataObject & { payload: IDataObject };

/** What the panel of Punchh Event > Track has at the start. */
function choicesOf(preset: Preset, purchases: MapChoices['purchases'] = 'none'): MapChoices {
	return {
		...PRESETS[preset],
		preset,
		purchases,
		...{ identifiers: ['linked'], adapterProfiles: false, sharedIdentifiers: 'refuse' },
		...{ attributes: 'changed', phoneHome: undefined, emailGroupId: '', smsGroupId: '' },
		...{ currency: 'USD', eventName: '', extraFields: [], dropFields: new Set() },
		...{ updateExistingOnly: false, passOnDeletions: false },
	};
}

const NOBODY_KNOWN: People = {
	externalIdOf: () => undefined,
	isNew: () => false,
	asRecorded: (guest) => guest,
};

/** An item of the Punchh Trigger. */
export const itemOf = (envelope: Envelope): PunchhItem =>
	toPunchhItem(structuredClone(envelope), 0);

/** What Braze gets of an event beside attributes; or why it gets nothing. */
export function recordsOf(
	envelope: Envelope,
	purchases?: MapChoices['purchases'],
): { events: IDataObject[]; purchases: IDataObject[] } | { nothing: string } {
	const mapped = mapEvent(itemOf(envelope), choicesOf('recommended', purchases), 0, NOBODY_KNOWN);
	if ('skipped' in mapped) return { nothing: mapped.skipped };
	if (!('records' in mapped)) throw new Error(`Nothing is recorded of ${JSON.stringify(mapped)}`);
	const of = (array: string) =>
		mapped.records.filter((one) => one.array === array).map(({ body }) => body);
	return { events: of('events'), purchases: of('purchases') };
}

/** A field of an envelope: its path with dots. */
export interface Field {
	path: string;
	example: unknown;
	/** The properties that it becomes with each preset. */
	properties: Record<Preset, string[]>;
}

/** Every field of an event but those of its guest, and what becomes of it in Braze. */
export function fieldsOf(envelope: Envelope): Field[] {
	// A field without a value in any sample would become nothing.
	const filled = structuredClone(envelope);
	const paths = pathsIn(filled.payload);
	for (const path of paths) {
		const value = at(filled.payload, path);
		if (isEmpty(value) || value === 0) put(filled.payload, path, 'some text');
	}
	const all = propertiesOf(filled);
	const fields = paths.map((path) => {
		const without = structuredClone(filled);
		put(without.payload, path, undefined);
		return { path, example: at(envelope.payload, path), properties: missing(all, without) };
	});
	const ofEnvelope = ['content_id', 'action'].map((name) => ({
		path: name,
		example: envelope[name],
		properties: missing(all, { ...structuredClone(filled), [name]: undefined }),
	}));
	return [...ofEnvelope, ...fields];
}

type Names = Record<Preset, string[]>;

function propertiesOf(envelope: Envelope): Names {
	const of = (preset: Preset) =>
		Object.keys(eventProperties(itemOf(envelope), choicesOf(preset), () => {}));
	return { recommended: of('recommended'), adapter: of('adapter') };
}

/** The properties that an event no longer has without one of its fields. */
function missing(all: Names, without: Envelope): Names {
	const left = propertiesOf(without);
	const of = (preset: Preset) => all[preset].filter((name) => !left[preset].includes(name));
	return { recommended: of('recommended'), adapter: of('adapter') };
}

/** Those of the guest are on a page of their own. */
function pathsIn(payload: IDataObject): string[] {
	return Object.entries(payload).flatMap(([name, value]) => {
		if (name === 'user') return [];
		return isObject(value) ? Object.keys(value).map((inner) => `${name}.${inner}`) : [name];
	});
}

function at(payload: IDataObject, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => (value as IDataObject)?.[key], payload);
}

function put(payload: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop()!;
	const holder = keys.reduce<IDataObject>((place, key) => place[key] as IDataObject, payload);
	if (value === undefined) delete holder[last];
	else holder[last] = value as IDataObject[string];
}
