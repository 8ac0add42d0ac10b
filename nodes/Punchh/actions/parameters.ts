import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/**
 * A text parameter that must not be empty, blanks at its ends removed. Numbers become text: IDs in
 * Punchh's events are numbers.
 *
 * @throws NodeOperationError naming the item and the parameter when it is empty
 */
export function requiredText(
	this: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): string {
	const value = this.getNodeParameter(name, itemIndex) as string | number | null | undefined;
	const text = value === null || value === undefined ? '' : String(value).trim();
	if (text === '') {
		throw new NodeOperationError(this.getNode(), `'${displayName}' is empty`, {
			itemIndex,
			description: 'Fill it in. If it is an expression, this item has no such value',
		});
	}
	return text;
}
