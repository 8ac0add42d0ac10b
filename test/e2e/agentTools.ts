import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	type NodeParameterValueType,
} from 'n8n-workflow';

/** An operation attached to an agent, with what a person has chosen for it. */
export interface AgentTool {
	resource: string;
	operation: string;
	/** Parameters that the person fills in; the model fills in all others. */
	chosen?: INodeParameters;
}

/** Types whose values the editor lets a model fill in; lists of choices are a person's. */
const FILLED_BY_MODEL = ['string', 'number', 'boolean', 'json', 'resourceLocator'];

const PLAIN_TYPES = ['number', 'boolean', 'json'];

/**
 * What the editor writes when "let the model define this parameter" is pressed. The name of the
 * argument is made of the parameter's name in the editor.
 */
export function filledByModel({
	displayName,
	type = 'string',
}: Pick<INodeProperties, 'displayName'> & Partial<INodeProperties>): NodeParameterValueType {
	const key = displayName.replace(/[^a-zA-Z0-9-]/g, '_');
	const as = PLAIN_TYPES.includes(type) ? type : 'string';
	const value = `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, '${as}') }}`;
	return type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

/** The parameters of a tool, all that are shown and can be left to the model being left to it. */
export function toolParameters(
	description: INodeTypeDescription,
	{ resource, operation, chosen = {} }: AgentTool,
): INodeParameters {
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource, operation, ...chosen },
		true,
		false,
		null,
		description,
	)!;
	const open = description.properties.filter(
		(property) =>
			FILLED_BY_MODEL.includes(property.type) &&
			!(property.name in chosen) &&
			NodeHelpers.displayParameter(values, property, null, description),
	);
	return {
		...values,
		...Object.fromEntries(open.map((property) => [property.name, filledByModel(property)])),
	};
}
