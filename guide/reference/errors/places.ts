import ts from 'typescript';

/** What is wrong, and what to do about it, as they stand beside each other in the source. */
export interface Pair {
	problem?: ts.Expression;
	/** What is wrong, where the source has a name for it instead of a sentence. */
	named?: string[];
	hint?: ts.Expression;
}

/** Properties whose text belongs to a panel, or is none for people. */
const NOT_SHOWN = new Set([
	...['displayName', 'action', 'placeholder', 'name', 'path', 'url', 'pattern', 'builderHint'],
	...['eventTriggerDescription', 'activationMessage', 'triggerPanel', 'executionsHelp', 'subtitle'],
	...['value', 'default', 'header', 'inactive', 'active', 'activationHint', 'searchHint'],
]);

/** Constants that hold texts of a panel. */
const PANEL_CONSTANTS = /^(STEPS|SAMPLES_HELP|COUNTS_HELP|HEADER_HELP|ACKNOWLEDGE_NOTE)$/;

/** Properties that say what is wrong, in the order in which they are looked for. */
const PROBLEMS = ['problem', 'refusal', 'reason', 'message', 'why', 'otherwise'];

/** Properties that say what to do. */
const HINTS = ['hint', 'description', 'text'];

/** Whether nothing below a node is shown as an error, warning or answer. */
export function isHidden(node: ts.Node): boolean {
	if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
	if (ts.isNewExpression(node)) return node.expression.getText() === 'Error';
	if (ts.isVariableDeclaration(node)) return PANEL_CONSTANTS.test(node.name.getText());
	if (ts.isPropertyDeclaration(node)) return NOT_SHOWN.has(node.name.getText());
	if (ts.isPropertyName(node) && ts.isPropertyAssignment(node.parent)) {
		return node === node.parent.name;
	}
	if (!ts.isPropertyAssignment(node)) return false;
	const name = node.name.getText();
	return NOT_SHOWN.has(name) || (HINTS.includes(name) && isOfPanel(name, node.parent));
}

/** Whether an object describes a field, a choice, an operation or a node. */
function isOfPanel(hint: string, object: ts.ObjectLiteralExpression): boolean {
	const has = (name: string) => propertyOf(object, name) !== undefined;
	if (PROBLEMS.some(has)) return false;
	return hint === 'description' || ['displayName', 'name', 'value', 'action'].some(has);
}

/** The pair that a node holds, if it is a place for one. */
export function pairIn(node: ts.Node): Pair | undefined {
	if (ts.isPropertyAssignment(node) && ts.isNumericLiteral(node.name) && isFromVendor(node)) {
		// The test of a credential shows our text alone.
		const isTest = /credential/i.test(node.getSourceFile().fileName);
		const said = isTest ? 'An answer with' : `${VENDOR}, with`;
		return { named: [`${said} the status ${node.name.text}`], hint: node.initializer };
	}
	if (ts.isCallExpression(node)) return pairInCall(node);
	return ts.isObjectLiteralExpression(node) ? pairInObject(node) : undefined;
}

/** Whether a table of statuses is about answers of a vendor, and not about those of a trigger. */
function isFromVendor(node: ts.Node): boolean {
	return !node.getSourceFile().fileName.includes('/webhook/');
}

/** `item.error(problem, hint)`, or a function that makes it. */
function pairInCall({
	expression,
	arguments: [problem, hint],
}: ts.CallExpression): Pair | undefined {
	const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
	const isError = ['error', 'refuse'].includes(name.getText());
	return isError && problem !== undefined ? { problem, hint } : undefined;
}

function pairInObject(object: ts.ObjectLiteralExpression): Pair | undefined {
	const valueOf = (names: string[]) =>
		names.map((name) => propertyOf(object, name)).find((value) => value !== undefined);
	const [problem, hint] = [valueOf(PROBLEMS), valueOf(HINTS)];
	if (problem !== undefined) return { problem, hint };
	if (hint === undefined) return undefined;
	// A refusal of a trigger: its name is what the log says.
	if (propertyOf(object, 'hint') !== undefined && ts.isPropertyAssignment(object.parent)) {
		return { named: [`\`${nameOf(object.parent)}\``], hint };
	}
	const sign = valueOf(['key', 'status']);
	return sign === undefined
		? undefined
		: { named: [`${VENDOR}, with ${signText(sign, valueOf(['api']))}`], hint };
}

/** What the vendor says itself. */
export const VENDOR = "The vendor's sentence";

function signText(sign: ts.Expression, api: ts.Expression | undefined): string {
	if (ts.isIdentifier(sign)) return 'the key of a field';
	if (ts.isStringLiteral(sign)) return `the key \`${sign.text}\``;
	const of = api !== undefined && ts.isStringLiteral(api) ? ` of the ${api.text} API` : '';
	return `the status ${sign.getText()}${of}`;
}

function nameOf({ name }: ts.PropertyAssignment): string {
	return ts.isStringLiteral(name) ? name.text : name.getText();
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
	for (const property of object.properties) {
		if (property.name?.getText() !== name) continue;
		if (ts.isPropertyAssignment(property)) return property.initializer;
		if (ts.isShorthandPropertyAssignment(property)) return property.name;
	}
	return undefined;
}
