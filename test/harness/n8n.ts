import type {
	ICredentialsExpressionResolveValues,
	IExecuteData,
	INodeCredentialsDetails,
	INodeParameters,
	WorkflowExecuteMode,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeType,
	INodeTypes,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { BrazeWebhookApi } from '../../credentials/BrazeWebhookApi.credentials';
import { PunchhApi } from '../../credentials/PunchhApi.credentials';
import { PunchhMobileApi } from '../../credentials/PunchhMobileApi.credentials';
import { PunchhWebhookApi } from '../../credentials/PunchhWebhookApi.credentials';
import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazeTrigger } from '../../nodes/Braze/BrazeTrigger.node';
import { Punchh } from '../../nodes/Punchh/Punchh.node';
import { PunchhTrigger } from '../../nodes/Punchh/PunchhTrigger.node';

export const PACKAGE = 'n8n-nodes-punchh-braze';

/** Values of credentials by type, as a user would have entered them. */
export type CredentialValues = Record<string, IDataObject>;

const CREDENTIAL_TYPES: Record<string, ICredentialType> = Object.fromEntries(
	[
		new BrazeApi(),
		new BrazeWebhookApi(),
		new PunchhApi(),
		new PunchhMobileApi(),
		new PunchhWebhookApi(),
	].map((type) => [type.name, type]),
);

/** A node that hands on what it is given, to stand before the node under test. */
class PassThrough {
	description = {
		displayName: 'Input',
		name: 'input',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: 'Input' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Code', name: 'jsCode', type: 'string', default: '' }],
	};

	async execute(this: { getInputData(): unknown }) {
		return [this.getInputData()];
	}
}

const NODE_TYPES: Record<string, INodeType> = {
	'test.input': new PassThrough() as unknown as INodeType,
	[`${PACKAGE}.braze`]: new Braze(),
	[`${PACKAGE}.brazeTrigger`]: new BrazeTrigger(),
	[`${PACKAGE}.punchh`]: new Punchh(),
	[`${PACKAGE}.punchhTrigger`]: new PunchhTrigger(),
};

/** The node types of this package, as n8n's engine looks them up. */
export const nodeTypes: INodeTypes = {
	getByName: (name) => NODE_TYPES[name],
	getByNameAndVersion: (name) => NODE_TYPES[name],
	getKnownTypes: () => ({}),
};

/**
 * Hands the engine credential values and runs the credential classes' own `authenticate`, so that a
 * test sees the headers and bodies that n8n would send.
 */
class TestCredentialsHelper extends ICredentialsHelper {
	constructor(private readonly values: CredentialValues) {
		super();
	}

	getParentTypes = () => [];

	isCredentialUsableByNode = () => true;

	getCredentialsProperties = (type: string) => CREDENTIAL_TYPES[type].properties;

	/** Evaluates expressions in the values for the item that is asked for, as n8n does. */
	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		at?: ICredentialsExpressionResolveValues,
	) {
		const defaults = CREDENTIAL_TYPES[type].properties.map(({ name, default: value }) => [
			name,
			value,
		]);
		const values = {
			...(Object.fromEntries(defaults) as ICredentialDataDecryptedObject),
			...(this.values[type] as ICredentialDataDecryptedObject),
		};
		return at === undefined
			? values
			: (at.workflow.expression.getParameterValue(
					values as unknown as INodeParameters,
					at.runExecutionData,
					at.runIndex,
					at.itemIndex,
					at.node.name,
					at.connectionInputData,
					mode,
					{},
					executeData,
					false,
					values,
				) as ICredentialDataDecryptedObject);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = CREDENTIAL_TYPES[typeName];
		if (typeof authenticate !== 'function') throw new Error(`${typeName} authorizes no calls`);
		return await authenticate(credentials, options as IHttpRequestOptions);
	}

	preAuthentication = async () => undefined;

	runPreAuthentication = async () => undefined;

	getCredentials = async () => {
		throw new Error('not used by the engine');
	};

	updateCredentials = async () => {};

	updateCredentialsOauthTokenData = async () => {};
}

/** What n8n's engine wants to know about the instance that it runs in. */
export function additionalData(values: CredentialValues): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:5678';
	return {
		credentialsHelper: new TestCredentialsHelper(values),
		executionId: '1',
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: `${base}/`,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** One credential of each type with values given, as a node refers to them. */
export function credentialReferences(values: CredentialValues): INode['credentials'] {
	return Object.fromEntries(
		Object.keys(values).map((type) => [type, { id: type, name: `Test ${type}` }]),
	);
}
