import { compile, render, type Scope } from '../../../sandbox/braze/webhooks/liquid';
import { LiquidSyntaxError } from '../../../sandbox/braze/webhooks/liquid/errors';

import { ALL_BY_HAND } from './byHand';
import { DATA } from './data';

/** What the sandbox makes of a template, in the form of liquid.rb: a text, or an error of syntax. */
export function ourText(template: string, values: Scope): string | { error: string } {
	try {
		const rendered = render(compile(template), values);
		return 'text' in rendered ? rendered.text : { error: rendered.aborted };
	} catch (error) {
		if (!(error instanceof LiquidSyntaxError)) throw error;
		return { error: error.message.replace(/ \(line \d+\)$/, '') };
	}
}

/** Run by itself, in any zone: prints what becomes of the templates by hand. */
if (require.main === module) {
	console.log(JSON.stringify(ALL_BY_HAND.map((template) => ourText(template, DATA))));
}
