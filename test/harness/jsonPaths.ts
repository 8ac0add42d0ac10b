import type { INodeProperties } from 'n8n-workflow';

/** The paths of all parameters that take JSON. */
export function jsonPaths(properties: INodeProperties[], prefix = ''): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		const path = `${prefix}${name}`;
		const inner = options.flatMap((option) => {
			if ('values' in option) return jsonPaths(option.values, `${path}.${option.name}.`);
			return 'type' in option ? jsonPaths([option], `${path}.`) : [];
		});
		return type === 'json' ? [path] : inner;
	});
}
