import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { defineOperation } from '../../shared/operations/define';
import type { Item } from '../../shared/operations/item';
import type { Operation, OperationDefinition } from '../../shared/operations/types';
import { nowMs } from '../../shared/time';
import { isObject, withoutEmpty } from '../../shared/values/json';
import { parsedText } from '../../shared/values/parseExact';
import type { NoteChange } from '../identity/changes/noteChange';
import type { IdentifierType } from '../identity/user';
import { knownGuestsOf } from '../identity/memory/workspaces';
import { contactsWritten, noteContacts } from '../identity/changes/writtenContacts';
import { sendList } from '../send/lists/sendList';
import { accepted, postList, type ListEntry } from '../send/lists/endpoint';
import { attributeNames } from '../send/track/checks/checks';
import { NO_ATTRIBUTES } from '../send/track/checks/limits';
import { serialise } from '../send/track/objects/prepare';
import { findWarnings } from '../send/track/warnings/warnings';
import type { Verdict } from '../send/types';
import {
	prioritizationField,
	readUser,
	userFields,
	userObject,
	type NamedUser,
} from './userFields';

/** The most that Braze accepts as properties of one recipient. */
const PROPERTIES_BYTES = 51_200;

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

/** Defines the operation Send for a campaign or a Canvas: one recipient per item. */
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
			noteChange: noteAttributes,
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
		description: 'A send_id created in Braze, to separate the results of this send from others',
	},
	{
		displayName: 'Send to Existing Only',
		name: 'send_to_existing_only',
		type: 'boolean',
		default: true,
		description:
			'Whether to skip users that Braze does not know. If off, Attributes is required and Braze creates the user first; it cannot be off for an alias.',
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
			description: 'How to identify the user who gets the message',
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
	const id = item.requiredId(idKey);
	const sendId = item.id('options.send_id');
	const user = readUser(item, 'sendTo');
	const values = item.jsonFields(propertiesKey);
	if (Buffer.byteLength(JSON.stringify(values)) > PROPERTIES_BYTES) {
		throw item.error(
			`'${propertiesName}' is over 50 KB`,
			'Braze does not accept more for one recipient',
		);
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

/** Recipients use a different key for the external ID than all other objects in Braze. */
function recipientUser(item: Item, user: NamedUser): IDataObject {
	return user.type === 'external_id' ? { external_user_id: user.value } : userObject(item, user);
}

/** What is written to the profile before the message is sent, looked at as in User > Track. */
function readAttributes(item: Item): IDataObject {
	const attributes = item.jsonFields('options.attributes');
	const noName = Object.keys(attributes).find((name) => NO_ATTRIBUTES.includes(name));
	if (noName !== undefined) {
		throw item.error(
			`'${noName}' cannot be the name of an attribute`,
			"It would decide which profile gets 'Attributes'. Choose the user with 'Send To'",
		);
	}
	const problem = attributeNames(attributes);
	if (problem !== undefined) throw item.error(problem, "Change it in 'Attributes'");
	const { text, bytes } = serialise(attributes);
	const body = parsedText(text) as IDataObject;
	findWarnings({ array: 'attributes', body }, { bytes, nowMs: nowMs() }, (warning) =>
		item.warnings.push(warning),
	);
	return attributes;
}

function recipientOptions(item: Item, { type }: NamedUser): IDataObject {
	const attributes = readAttributes(item);
	const hasAttributes = Object.keys(attributes).length > 0;
	const existingOnly = item.value<unknown>('options.send_to_existing_only', true);
	if (existingOnly === false && (!hasAttributes || type === 'user_alias')) {
		throw item.error(
			"'Send to Existing Only' cannot be off for this recipient",
			"Braze creates a user only with 'Attributes', and only by external ID or email address",
		);
	}
	return {
		...(existingOnly === false ? { send_to_existing_only: false } : {}),
		...(hasAttributes ? { attributes } : {}),
	};
}

/** The attributes of a recipient are on the profile, also if no message is sent. */
const noteAttributes: NoteChange = (workspaceId, { value }, isCertain) => {
	const { external_user_id, user_alias, email, attributes } = value as IDataObject;
	if (!isObject(attributes)) return undefined;
	const user = withoutEmpty({ external_id: external_user_id, user_alias, email });
	const written = contactsWritten(user, attributes);
	// By an address, Braze may find no profile that it prefers, and says success all the same.
	const isOn = isCertain && user.email === undefined;
	if (written !== undefined) noteContacts(knownGuestsOf(workspaceId), written, isOn);
	return undefined;
};

/** The output for an accepted recipient. `notice` says e.g. that a Canvas is paused. */
function readDispatch({ dispatch_id, notice }: IDataObject): Verdict {
	return accepted({ dispatch_id, ...(notice === undefined ? {} : { notice }) });
}
