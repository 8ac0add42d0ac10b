import type { OfferedTool, ToolCall } from './chatModel';

type Given = ToolCall['arguments'];
type Asked = OfferedTool['parameters']['properties'];

/** What a model writes for an argument that it has no use for, by its type. */
const BLANKS: Record<string, unknown> = { string: '', number: 0, boolean: false, object: {} };

/**
 * How models write the same call. Each is given the arguments that a task needs, and what the tool asks
 * for, as it was offered.
 */
export const STYLES: Record<string, (given: Given, asked: Asked) => Given> = {
	/** As the schema says: all arguments, the needless ones blank. */
	thorough: (given, asked) => ({
		...Object.fromEntries(
			Object.entries(asked).map(([name, { type }]) => [name, BLANKS[[type].flat()[0] ?? 'object']]),
		),
		...given,
	}),

	/** What the task needs, and nothing else. */
	terse: (given) => given,

	/** One object around them, other types than asked for, spaces, and an argument that nobody asked for. */
	sloppy: (given) => ({
		query: {
			...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, blurred(value)])),
			reasoning: 'The user asked for it',
		},
	}),
};

/** Spaces around a word such as an ID or an address; those of a sentence would be its own. */
const spaced = (text: string) => (text.includes(' ') ? text : ` ${text} `);

/** IDs as numbers, numbers and booleans as texts, objects as JSON in a text. */
function blurred(value: unknown): unknown {
	if (typeof value === 'string') return /^[1-9]\d*$/.test(value) ? Number(value) : spaced(value);
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
