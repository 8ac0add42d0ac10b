import ts from 'typescript';

/** Texts that have a name in the source: `SHORTENED_HINT`, or `ROUNDED.hint`. */
export class Constants {
	private readonly texts = new Map<string, string>();

	/** Those whose text stands where they are used. */
	private readonly used = new Set<string>();

	/** Notes the texts of a file. */
	read(source: ts.SourceFile): void {
		for (const statement of source.statements) {
			if (!ts.isVariableStatement(statement)) continue;
			for (const { name, initializer } of statement.declarationList.declarations) {
				if (ts.isIdentifier(name) && initializer !== undefined) this.note(name.text, initializer);
			}
		}
	}

	private note(name: string, value: ts.Expression): void {
		const text = textOf(value);
		if (text !== undefined) this.texts.set(name, text);
		if (!ts.isObjectLiteralExpression(value)) return;
		for (const property of value.properties) {
			if (!ts.isPropertyAssignment(property)) continue;
			this.note(`${name}.${property.name.getText()}`, property.initializer);
		}
	}

	/** The text of a name; undefined if it is none of them. */
	of(node: ts.Node): string | undefined {
		const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
		const text = isName ? this.texts.get(node.getText()) : undefined;
		if (text !== undefined) this.used.add(text);
		return text;
	}

	/** Whether a text is said by name somewhere. */
	isUsed(text: string): boolean {
		return this.used.has(text);
	}
}

/** What stands for a part that differs. */
const DIFFERS = '…';

/** The text of a literal or template; undefined for anything else. */
export function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (ts.isTemplateExpression(node)) {
		const spans = node.templateSpans.map(({ literal }) => DIFFERS + literal.text);
		return node.head.text + spans.join('');
	}
	return undefined;
}
