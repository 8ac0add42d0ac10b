import { plainLiquid, USER } from './brazeNames';
import { Context, type Outside, type Problem } from './context';
import { Aborted } from './errors';
import type { Body } from './node';
import { parse, type TagMaker } from './parser';
import { BRANCH_TAGS } from './tags/branches';
import { BRAZE_TAGS } from './tags/braze';
import { LOOP_TAGS } from './tags/loops';
import { VARIABLE_TAGS } from './tags/variables';
import { fromJson } from './values';

export type { Outside, Problem } from './context';

/** Every tag of Liquid 5.4 except those that need files, and those of Braze. */
const TAGS: Record<string, TagMaker> = {
	...BRANCH_TAGS,
	...LOOP_TAGS,
	...VARIABLE_TAGS,
	...BRAZE_TAGS,
};

/** Characters of a template. */
const LONGEST = 200_000;

/** A template that was read. */
export type Compiled = Body;

/** What a template came to: a text with what is wrong in it, or why the message is not sent. */
export type Rendered = { text: string; problems: Problem[] } | { aborted: string };

/** Values by the prefixes of Braze's tags; `user` has those of the tags without one. */
export type Scope = Record<string, Record<string, unknown>> & Record<typeof USER, unknown>;

/**
 * Reads a template with Braze's tags.
 *
 * @throws LiquidSyntaxError when it is no Liquid, or has tags and filters that Braze does not document
 */
export function compile(template: string): Compiled {
	if (template.length > LONGEST) throw new Error('the template is too long');
	return parse(plainLiquid(template), TAGS);
}

/** Fills in a template. Values that are absent are empty. */
export function render(
	template: Compiled,
	scope: Scope,
	outside: Outside = { connectedContent: '' },
): Rendered {
	const environment = new Map(Object.entries(scope).map(([name, one]) => [name, fromJson(one)]));
	const context = new Context(environment, outside);
	try {
		return { text: template.render(context), problems: context.problems };
	} catch (error) {
		if (error instanceof Aborted) return { aborted: error.message };
		throw error;
	}
}
