import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../playground/paths';
import type { Picture } from './pictures';
import { hashOf } from './shown';

/** Where the pictures are. */
export const IMAGES = join(ROOT, 'docs/images');

/** What was shown when each picture was taken. */
export const RECORD = join(IMAGES, 'taken.json');

/** A row of the record: hashes. */
export interface Taken {
	/** Of what the source said then. */
	shown: string;
	/** Of the file, so that nobody puts another one in its place. */
	file: string;
}

/** The record, by the name of the picture. */
export function readRecord(): Record<string, Taken> {
	return JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, Taken>;
}

/** The file of a picture. */
export function fileOf(name: string): string {
	return join(IMAGES, `${name}.png`);
}

/** Whether a picture shows something else than the source says now, or is not the one that was taken. */
export function isOld({ name, shown }: Picture, record: Record<string, Taken>): boolean {
	const taken: Taken | undefined = record[name];
	const file = fileOf(name);
	if (taken?.shown !== hashOf(shown()) || !existsSync(file)) return true;
	return taken.file !== hashOf(readFileSync(file));
}
