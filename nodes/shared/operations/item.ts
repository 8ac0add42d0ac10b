import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isObject, withoutEmpty } from '../values/json';
import { anyObject, ItemValues } from './itemValues';
import type { ChoiceReader } from './readChoices';
import { readParameter } from './readParameter';

/** What an item has to know about its operation. */
export interface OperationFacts {
	name: string;
	countsTwice: boolean;
	/** Keyed by the path that reads the parameter in n8n, e.g. `options.send_id`. */
	parameters: ReadonlyMap<string, INodeProperties>;
	/** Keyed in the same way: the parameters in which there are flags or choices. */
	choices: ReadonlyMap<string, ChoiceReader>;
}

/** An object or a list with something in it. */
const JSON_FORM = /[{[].*".*[}\]]/s;

/**
 * One input item as an operation sees it, and the only way to read its parameters. Errors name the
 * item, and the parameter by its display name.
 */
export class Item extends ItemValues {
	constructor(
		context: IExecuteFunctions,
		index: number,
		readonly operation: OperationFacts,
		warnings: string[] = [],
	) {
		super(context, index, warnings);
	}

	/**
	 * The value of a parameter. It may be part of the input and must not be changed. A dotted name
	 * reaches into a collection. Flags are booleans and choices are in their lists, whatever an
	 * expression returned; everything else is as it is.
	 *
	 * @throws NodeOperationError if there is neither a value nor a fallback, or no such choice
	 */
	value<T = string>(name: string, fallback?: NoInfer<T>): T {
		const value: unknown = readParameter.call(this.context, name, this.index, fallback);
		const choose = this.operation.choices.get(name);
		if (choose === undefined || value === fallback) return value as T;
		return choose(value, (problem, hint) => this.error(problem, hint)) as T;
	}

	/**
	 * The value of a parameter that confirms what cannot be undone. Only a person may give it, in the
	 * node: an expression is how a model fills in a parameter of its tool, or how input does.
	 *
	 * @throws NodeOperationError if it is an expression
	 */
	confirmed<T = string>(name: string, fallback?: NoInfer<T>): T {
		if (!this.isExpression(name)) return this.value<T>(name, fallback);
		throw this.error(
			`'${this.labelOf(name)}' is an expression`,
			'Nothing was deleted. Set it in the node: this cannot be undone, so neither an AI model nor the input may decide it',
		);
	}

	/**
	 * A parameter as text without leading or trailing whitespace; '' if it is empty. Numbers become
	 * text, because IDs may be numbers. For something picked from a list or by URL, this is its ID.
	 *
	 * @throws NodeOperationError if it is neither text nor a number that is held exactly
	 */
	text(name: string): string {
		return this.toText(this.picked(name, this.value<unknown>(name, '')), this.labelOf(name));
	}

	/**
	 * The same as `text`, for a required parameter.
	 *
	 * @throws NodeOperationError if it is empty, or neither text nor a number
	 */
	required(name: string): string {
		const text = this.text(name);
		if (text !== '') return text;
		throw this.error(
			`'${this.labelOf(name)}' is empty`,
			this.isPicker(name)
				? 'Pick one, or enter its ID'
				: 'Fill it in. If it is an expression, this item has no such value',
		);
	}

	/**
	 * The same, for an ID of which every digit counts; see `toId`.
	 *
	 * @throws NodeOperationError if it is empty, no text, or shortened by a spreadsheet
	 */
	requiredId(name: string): string {
		return this.toId(this.required(name), this.labelOf(name));
	}

	/**
	 * The same for the ID of somebody who is there already. One that a spreadsheet has shortened may be
	 * meant, and has a warning.
	 *
	 * @throws NodeOperationError if it is empty, no text, or stands for no value
	 */
	requiredName(name: string): string {
		return this.toName(this.required(name), this.labelOf(name));
	}

	/**
	 * An ID of which every digit counts, see `toId`; '' if it is empty.
	 *
	 * @throws NodeOperationError if it is no text, or shortened by a spreadsheet
	 */
	id(name: string): string {
		return this.toId(this.text(name), this.labelOf(name));
	}

	/**
	 * A required parameter as one segment of a path, encoded. It is a name: `.` would mean the segment
	 * before it, so that `/catalogs/./items` is the catalog `items`.
	 *
	 * @throws NodeOperationError if it is empty, or could lead elsewhere
	 */
	pathSegment(name: string): string {
		const text = this.required(name);
		if (/^\.+$|[/\\?#%\p{C}]/u.test(text)) {
			throw this.error(
				`'${this.labelOf(name)}' is not a name`,
				"Check it: a name is more than dots, and has no '/', '\\', '?', '#', '%' or invisible characters",
			);
		}
		return encodeURIComponent(text);
	}

	/**
	 * A JSON parameter, given as text or as the value itself; undefined if it is blank. Whole numbers in
	 * text that JavaScript cannot hold exactly become text.
	 *
	 * @throws NodeOperationError if it is not JSON
	 */
	json(name: string): unknown {
		const formOf = () => this.formOf(name);
		return this.toJson(this.value<unknown>(name, ''), this.labelOf(name), formOf);
	}

	/**
	 * A JSON parameter that holds an object; an empty object if it is blank.
	 *
	 * @throws NodeOperationError if it is not a JSON object
	 */
	jsonObject(name: string): IDataObject {
		const formOf = () => this.formOf(name);
		return this.toJsonObject(this.value<unknown>(name, ''), this.labelOf(name), formOf);
	}

	/** The same for values that a vendor stores or shows as they are: a rounded number has a warning. */
	jsonFields(name: string): IDataObject {
		return this.withRounded(this.jsonObject(name), this.labelOf(name));
	}

	/**
	 * A parameter as a number; expressions and spreadsheets often give text.
	 *
	 * @throws NodeOperationError if it is empty, no number, or out of the range of the parameter
	 */
	number(name: string, fallback?: number): number {
		return this.toNumber(
			this.value<unknown>(name, fallback),
			this.labelOf(name),
			this.operation.parameters.get(name)?.typeOptions,
		);
	}

	/**
	 * The entries of a collection that are not empty: numbers as numbers, and text as `text` gives it.
	 *
	 * @param asGiven fields that the caller reads
	 */
	filled(name: string, asGiven: readonly string[] = []): IDataObject {
		const read = Object.entries(withoutEmpty(this.value<IDataObject>(name, {}))).map(
			([key, value]): [string, unknown] => {
				const field = this.operation.parameters.get(`${name}.${key}`);
				if (field === undefined || asGiven.includes(key)) return [key, value];
				const { displayName, type, typeOptions } = field;
				if (type === 'number') return [key, this.toNumber(value, displayName, typeOptions)];
				return [key, type === 'string' ? this.toText(value, displayName) : value];
			},
		);
		return withoutEmpty(Object.fromEntries(read) as IDataObject);
	}

	/** What a value of n8n's resource locator stands for; n8n can find an ID in a URL. */
	private picked(name: string, value: unknown): unknown {
		if (!this.isPicker(name) || !isObject(value)) return value;
		const mode = this.operation.parameters.get(name)?.modes?.find((one) => one.name === value.mode);
		return mode?.extractValue === undefined
			? value.value
			: this.context.getNodeParameter(name, this.index, '', { extractValue: true });
	}

	/** Whether a parameter, or the collection that it is in, is an expression. */
	isExpression(name: string): boolean {
		const names = name.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));
		return names.some((path) => {
			const raw: unknown = this.context.getNodeParameter(path, this.index, '', {
				rawExpressions: true,
			});
			return typeof raw === 'string' && raw.startsWith('=');
		});
	}

	private isPicker(name: string): boolean {
		return this.operation.parameters.get(name)?.type === 'resourceLocator';
	}

	/** What the JSON of a parameter looks like: as its placeholder or its default shows it. */
	formOf(name: string): string {
		const { placeholder, default: filledIn } = this.operation.parameters.get(name) ?? {};
		const shown = placeholder ?? filledIn;
		const form = typeof shown === 'string' ? JSON_FORM.exec(shown)?.[0] : undefined;
		return form?.replace(/\s+/g, ' ') ?? anyObject();
	}

	/** What the panel calls a parameter. */
	labelOf(name: string): string {
		return this.operation.parameters.get(name)?.displayName ?? name;
	}
}

/**
 * The value of a parameter that applies to all items of a run, such as how to send them.
 *
 * @throws NodeOperationError naming the first item for which its expression returns something else
 */
export function valueForAll<T>(items: Item[], name: string, fallback: NoInfer<T>): T {
	const [first] = items;
	const value = first.value<T>(name, fallback);
	if (!first.isExpression(name)) return value;
	const other = items.find((item) => item !== first && item.value<T>(name, fallback) !== value);
	if (other === undefined) return value;
	throw other.error(
		`'${other.labelOf(name)}' is not the same for all items`,
		'Nothing was sent: it applies to the whole run. Give it one value, or run the items in groups that agree',
	);
}
