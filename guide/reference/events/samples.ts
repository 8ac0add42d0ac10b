import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { FAMILIES, type PunchhEvent } from '../../../nodes/Punchh/events/families';
import { namesOf } from '../../../nodes/Punchh/events/item';
import { isEmpty, isObject } from '../../../nodes/shared/values/json';
import { itemOf, type Envelope } from './mapping';

const FOLDER = join(__dirname, '../../../sandbox/punchh/webhooks/samples');

/** A body as Punchh's pages show it, with invented values. */
export interface Sample {
	file: string;
	envelope: Envelope;
	event: PunchhEvent;
	/** The name of its kind, if its family has kinds. */
	kind: string;
	/** Whether Punchh's pages show another kind only, and the fields are a guess. */
	isInferred: boolean;
}

/** Every sample, in the order of their names. */
export const ALL_SAMPLES: Sample[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.json') && !file.includes('quirk'))
	.sort()
	.map((file) => {
		const envelope = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Envelope;
		const item = itemOf(envelope);
		const { kindKey } = FAMILIES[item.event] as { kindKey?: 'event_type' | 'event_name' };
		const { eventName, eventType } = namesOf(item);
		const kind = kindKey === undefined ? '' : kindKey === 'event_type' ? eventType : eventName;
		const isInferred = basename(file).includes('.inferred.');
		return { file, envelope, event: item.event, kind, isInferred };
	});

/** One envelope with all fields of several: the first value that is one. */
export function merged(samples: Sample[]): Envelope {
	const [first, ...others] = samples.map(({ envelope }) => structuredClone(envelope));
	for (const { payload } of others) fill(first.payload, payload);
	return first;
}

function fill(into: Envelope['payload'], from: Envelope['payload']): void {
	for (const [name, value] of Object.entries(from)) {
		const known = into[name];
		if (isObject(known) && isObject(value)) fill(known, value);
		else if (isEmpty(known)) into[name] = value;
	}
}
