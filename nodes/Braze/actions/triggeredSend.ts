import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../shared/operations/define';
import type { Item } from '../../shared/operations/item';
import type { Operation, OperationDefinition } from '../../shared/operations/types';
import type { IdentifierType } from '../identity/user';
import { sendList } from '../send/lists/sendList';
import { accepted, postList, type ListEntry } from '../send/lists/endpoint';
import type { Verdict } from '../send/types';
import {
	prioritizationField,
	readUser,
	userFields,
	userObject,
	type NamedUser,
} from './userFields';

/** What Braze takes as properties of one recipient. */
const PROPERTIES_BYTES = 50_000;

/** What distinguishes the triggered send of a campaign from that of a Canvas. */
export interface TriggeredSend extends Pick<OperationDefinition, 'action' | 'description'> {
	permission: string;
	path: string;
	/** The key of the campaign or Canvas in the request, also the name of the parameter. */
	idKey: string;
	idName: string;
	idDescription: string;
	searchMethod: string;
	/** The key of a recipient's properties, also the name of the parameter. */
	propertiesKey: string;
	propertiesName: string;
	propertiesDescription: string;
}

/** Makes the operation Send of a campaign or a Canvas: one recipient for each item. */
export function defineTriggeredSend(send: TriggeredSend): Operation {
	const { action, description, permission, path } = send;
	return defineOperation({
		name: 'Send',
		action,
		description,
		countsTwice: true,
		properties: parametersOf(send),
		options: OPTIONS,

		behaviour: sendList({
			endpoint: { permission, request: postList(path), read: readDispatch },
			readEntry: (item) => readRecipient(item, send),
		}),
	});
}

const RECIPIENT_TYPES: IdentifierType[] = ['external_id', 'user_alias', 'email'];

const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'json',
		default: '{}',
		description: 'Attributes to write to the profile before the message is sent, as a JSON object',
	},
	{
		displayName: 'Send Identifier',
		name: 'send_id',
		type: 'string',
		default: '',
		description: 'A send_id made in Braze, to tell the results of this send from others',
	},
	{
		displayName: 'Send to Existing Only',
		name: 'send_to_existing_only',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out users that Braze does not know. When off, Attributes must be given, and the user is made first; it cannot be off for an alias.',
	},
];

/** The parameters of a triggered send: what to send, to whom, and with which values. */
function parametersOf(send: TriggeredSend): INodeProperties[] {
	return [
		{
			displayName: send.idName,
			name: send.idKey,
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: send.idDescription,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: send.searchMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 12345678-abcd-4ef0-9876-0123456789ab',
				},
			],
		},
		...userFields({
			name: 'sendTo',
			displayName: 'Send To',
			description: 'The identifier of the user who gets the message',
			types: RECIPIENT_TYPES,
		}),
		prioritizationField({ shownFor: 'sendTo' }),
		{
			displayName: send.propertiesName,
			name: send.propertiesKey,
			type: 'json',
			default: '{}',
			description: send.propertiesDescription,
		},
	];
}

/** The entry of an item: one recipient. Items with the same campaign or Canvas share requests. */
function readRecipient(
	item: Item,
	{ idKey, propertiesKey, propertiesName }: TriggeredSend,
): ListEntry {
	const id = item.required(idKey);
	const sendId = item.text('options.send_id');
	const user = readUser(item, 'sendTo');
	const values = item.jsonObject(propertiesKey);
	if (Buffer.byteLength(JSON.stringify(values)) > PROPERTIES_BYTES) {
		throw item.error(`'${propertiesName}' is over 50 KB`, 'Braze takes no more for one recipient');
	}
	return {
		frame: { [idKey]: id, ...(sendId === '' ? {} : { send_id: sendId }) },
		list: 'recipients',
		value: {
			...recipientUser(item, user),
			...(Object.keys(values).length > 0 ? { [propertiesKey]: values } : {}),
			...recipientOptions(item, user),
		},
		about: [user.key],
	};
}

/** Recipients name the external ID otherwise than all other objects of Braze's. */
function recipientUser(item: Item, user: NamedUser): IDataObject {
	return user.type === 'external_id' ? { external_user_id: user.value } : userObject(item, user);
}

function recipientOptions(item: Item, { type }: NamedUser): IDataObject {
	const attributes = item.jsonObject('options.attributes');
	const hasAttributes = Object.keys(attributes).length > 0;
	const existingOnly = item.value<unknown>('options.send_to_existing_only', true);
	if (existingOnly === false && (!hasAttributes || type === 'user_alias')) {
		throw item.error(
			"'Send to Existing Only' cannot be off for this recipient",
			"Braze makes a user only with 'Attributes', and only by external ID or email address",
		);
	}
	return {
		...(existingOnly === false ? { send_to_existing_only: false } : {}),
		...(hasAttributes ? { attributes } : {}),
	};
}

/** The output for a recipient whose request Braze took. `notice` tells e.g. of a paused Canvas. */
function readDispatch({ dispatch_id, notice }: IDataObject): Verdict {
	return accepted({ dispatch_id, ...(notice === undefined ? {} : { notice }) });
}
