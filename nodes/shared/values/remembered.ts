/** A longer text is not remembered. */
const LONGEST = 64;

/**
 * A function that remembers what it has worked out for texts that come again and again, such as names
 * of fields. Others choose the texts, so no more than so many are remembered.
 *
 * @param most how many texts
 * @param workOut takes long, and always says the same
 */
export function remembered<Value>(
	most: number,
	workOut: (text: string) => Value,
): (text: string) => Value {
	const values = new Map<string, Value>();
	return (text) => {
		const known = values.get(text);
		if (known !== undefined) return known;
		const value = workOut(text);
		if (text.length > LONGEST) return value;
		if (values.size >= most) values.clear();
		values.set(text, value);
		return value;
	};
}
