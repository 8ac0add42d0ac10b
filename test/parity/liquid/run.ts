import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { plainLiquid } from '../../../sandbox/braze/webhooks/liquid/brazeNames';
import { Random } from '../random';
import { askRuby, differences } from '../ruby';
import { ALL_BY_HAND } from './byHand';
import { DATA } from './data';
import { Templates } from './generate';
import { ourText } from './ours';
import { ourTemplates } from './templates';

const SCRIPT = join(__dirname, 'liquid.rb');

/** How many templates are made by chance. */
const GENERATED = 4_000;

/** Compares the sandbox's Liquid with Ruby's; keeps what Ruby makes of the templates by hand. */
export function run(seed: number): number {
	const made = new Templates(new Random(seed));
	const generated = Array.from({ length: GENERATED }, () => made.next());
	const byHand = rubyTexts(ALL_BY_HAND);
	const table = ALL_BY_HAND.map((template, index) => [template, byHand[index]]);
	writeFileSync(join(__dirname, 'byHand.json'), `${JSON.stringify(table, undefined, '\t')}\n`);
	// The two are not asked within the same second.
	const own = ourTemplates().map(({ template }) => template.replaceAll("'now'", '1773505325'));
	return [
		compare('templates by chance', generated, rubyTexts(generated)),
		compare('templates by hand', ALL_BY_HAND, byHand),
		compare('our own templates', own, rubyTexts(own)),
	].reduce((sum, count) => sum + count);
}

/** Ruby gets Braze's names as Liquid has them: no Liquid but Braze's own knows `${...}`. */
function rubyTexts(templates: string[]): unknown[] {
	return askRuby(
		SCRIPT,
		templates.map((template) => [plainLiquid(template), DATA]),
	) as unknown[];
}

function compare(what: string, templates: string[], rubys: unknown[]): number {
	const ours = templates.map((template) => ourText(template, DATA));
	return differences(what, templates, ours, rubys);
}
