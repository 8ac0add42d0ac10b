import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { ROOT } from '../../../playground/paths';

/** A service of a compose file, as far as we look at it. */
export interface ComposedService {
	image: string;
	build?: string;
	command?: string;
	restart?: string;
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	healthcheck?: { test: string[] };
}

/** A file of the guide's folder for queue mode. */
export const readQueueModeFile = (file: string) =>
	readFileSync(join(ROOT, 'docs', 'queue-mode', file), 'utf8');

/** The services of the guide's compose file. */
export const composed = (
	parse(readQueueModeFile('compose.yaml'), { merge: true }) as {
		services: Record<string, ComposedService>;
	}
).services;

/**
 * The environment variables of a service.
 *
 * @param filled what the `.env` of a server has
 * @throws Error when that lacks a variable without a default
 */
export function composedSettings(
	service: string,
	filled: Record<string, string>,
): Record<string, string> {
	const settings = Object.entries(composed[service].environment ?? {});
	const fill = (_: string, name: string, otherwise?: string) => {
		const value = filled[name] ?? otherwise;
		if (value === undefined) throw new Error(`compose.yaml needs ${name}`);
		return value;
	};
	return Object.fromEntries(
		settings.map(([name, text]) => [name, text.replace(/\$\{(\w+)(?::\?|:-([^}]*))\}/g, fill)]),
	);
}
