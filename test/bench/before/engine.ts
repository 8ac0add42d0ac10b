import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** Values of credentials by type. */
type CredentialValues = Record<string, IDataObject>;

/** What n8n's engine has to be given to run one node type of a build. */
export interface Engine {
	nodeTypes: INodeTypes;
	additionalData(values: CredentialValues): IWorkflowExecuteAdditionalData;
	/** The credentials as a node refers to them. */
	references(values: CredentialValues): INode['credentials'];
}

/** Hands on what it is given. */
const INPUT = {
	description: {
		displayName: 'Input',
		name: 'input',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: 'Input' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: { getInputData(): unknown }) {
		return [this.getInputData()];
	},
} as unknown as INodeType;

/** Credentials as they are given; the key goes into the header in which Braze wants it. */
class Credentials extends ICredentialsHelper {
	constructor(private readonly values: CredentialValues) {
		super();
	}

	getParentTypes = () => [];

	isCredentialUsableByNode = () => true;

	getCredentialsProperties = () => [];

	getDecrypted = async (_data: unknown, _details: unknown, type: string) =>
		this.values[type] as ICredentialDataDecryptedObject;

	authenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		_type: string,
		options: unknown,
	) => {
		const { headers, ...rest } = options as IHttpRequestOptions;
		return { ...rest, headers: { ...headers, Authorization: `Bearer ${String(apiKey)}` } };
	};

	preAuthentication = async () => undefined;

	runPreAuthentication = async () => undefined;

	getCredentials = async () => {
		throw new Error('not used by the engine');
	};

	updateCredentials = async () => {};

	updateCredentialsOauthTokenData = async () => {};
}

/**
 * An engine that knows one node of ours, under the given type, and an input before it. The tests'
 * harness is not used: it would load the nodes of this tree beside those of the build.
 */
export function engine(type: string, node: INodeType): Engine {
	const getByNameAndVersion = (wanted: string) => (wanted === type ? node : INPUT);
	const base = 'http://127.0.0.1:5678';
	return {
		nodeTypes: {
			getByName: getByNameAndVersion,
			getByNameAndVersion,
			getKnownTypes: () => ({}),
		},
		additionalData: (values) =>
			({
				credentialsHelper: new Credentials(values),
				executionId: '1',
				restApiUrl: `${base}/rest`,
				instanceBaseUrl: `${base}/`,
				webhookBaseUrl: `${base}/webhook`,
				webhookTestBaseUrl: `${base}/webhook-test`,
				webhookWaitingBaseUrl: `${base}/webhook-waiting`,
				formWaitingBaseUrl: `${base}/form-waiting`,
				variables: {},
			}) as unknown as IWorkflowExecuteAdditionalData,
		references: (values) =>
			Object.fromEntries(
				Object.keys(values).map((name) => [name, { id: name, name: `Bench ${name}` }]),
			),
	};
}

/** A node of a workflow. */
export function nodeOf(
	name: string,
	type: string,
	parameters: INodeParameters,
	typeVersion: number,
): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}
