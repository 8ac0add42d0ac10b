import type { Context } from './context';
import { Aborted, LiquidError } from './errors';
import { strip } from './expression';

/** A piece of a template: a text as it is, or what makes one. */
export type Node = string | Piece;

export interface Piece {
	/** Of the template, from 1. */
	line: number;
	/** Whether it never writes anything, so that blanks around it may go; also errors in it. */
	isBlank: boolean;
	render(context: Context): string;
}

/** What stands between a tag and its end, or its next part. */
export class Body {
	readonly nodes: Node[] = [];

	get isBlank(): boolean {
		return this.nodes.every((node) =>
			typeof node === 'string' ? strip(node) === '' : node.isBlank,
		);
	}

	/** Takes the blanks out of a body that writes nothing else. */
	dropTexts(): void {
		const pieces = this.nodes.filter((node) => typeof node !== 'string');
		this.nodes.splice(0, this.nodes.length, ...pieces);
	}

	/** Its text up to a `break` or `continue`; a piece that fails leaves the words of its error. */
	render(context: Context): string {
		let text = '';
		for (const node of this.nodes) {
			const piece = typeof node === 'string' ? node : rendered(node, context);
			context.spend(piece.length);
			text += piece;
			if (context.interrupt) break;
		}
		return text;
	}
}

function rendered(piece: Piece, context: Context): string {
	try {
		return piece.render(context);
	} catch (error) {
		if (!(error instanceof LiquidError) || error instanceof Aborted) throw error;
		const text = `Liquid error: ${error.message}`;
		context.problems.push({ line: piece.line, text });
		return piece.isBlank ? '' : text;
	}
}
