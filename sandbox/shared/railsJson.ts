/** Characters that ActiveSupport writes as `\u0026` and so on: they end scripts and lines in browsers. */
const ESCAPED = /[&<>\u2028\u2029]/g;

/**
 * JSON as `to_json` of ActiveSupport writes it: `number` is Ruby's Float and always has a point
 * (`12.0`, `1.0e+15`), `bigint` its Integer; NaN and Infinity are null. Anything that is no value of
 * JSON is written as the text it prints.
 */
export function railsJson(value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'number') return Number.isFinite(value) ? rubyFloat(value) : 'null';
	if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return `[${value.map(railsJson).join(',')}]`;
	if (typeof value === 'string' || !isData(value))
		return JSON.stringify(String(value)).replace(ESCAPED, escaped);
	const entries = value instanceof Map ? [...value] : Object.entries(value);
	return `{${entries.map(([key, inner]) => `${railsJson(String(key))}:${railsJson(inner)}`).join(',')}}`;
}

/** Whether it is an object of JSON; others are written as the text that they print. */
function isData(value: object): boolean {
	return value instanceof Map || Object.getPrototypeOf(value) === Object.prototype;
}

/** Such characters stand in texts only, never between the values of JSON. */
function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `Float#to_s`: always with a point, and an exponent from 1.0e+15 and below 1.0e-04. */
export function rubyFloat(value: number): string {
	if (!Number.isFinite(value)) return String(value);
	const [, sign, digits, exponent] = /^(-?)([\d.]+)e([+-]\d+)$/.exec(value.toExponential())!;
	const bare = digits.replace('.', '');
	const point = Number(exponent) + 1;
	if (Object.is(value, -0)) return '-0.0';
	if (value === 0) return '0.0';
	if ((point > 15 && point >= bare.length) || point <= -4) {
		const power = `${point > 0 ? '+' : '-'}${String(Math.abs(point - 1)).padStart(2, '0')}`;
		return `${sign}${bare[0]}.${bare.slice(1) || '0'}e${power}`;
	}
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${bare}`;
	return `${sign}${bare.slice(0, point).padEnd(point, '0')}.${bare.slice(point) || '0'}`;
}
