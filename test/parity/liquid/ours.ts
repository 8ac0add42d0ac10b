import { compile, render, type Scope } from '../../../sandbox/braze/webhooks/liquid';
import { LiquidSyntaxError } from '../../../sandbox/braze/webhooks/liquid/errors';

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
