import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/operation';
import { isSuccess, punchhReply, toApiError, type PunchhCall } from '../../transport/punchhRequest';
import { emailField, userIdField } from '../fields';
import { requiredText } from '../parameters';

const MEMBERS_PATH = '/api2/dashboard/custom_segments/members';

const properties: INodeProperties[] = [
	{
		displayName: 'Segment',
		name: 'segment',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: "The custom segment, called 'Custom List' in Punchh's dashboard",
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchCustomSegments', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 1874',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*[0-9]+\\s*$',
							errorMessage: 'The ID of a segment is a number',
						},
					},
				],
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://yourserver.punchh.com/.../custom_segments/1874',
				extractValue: { type: 'regex', regex: '^https?://.*?(?:segments?|lists?)/([0-9]+)' },
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^https?://.*?(?:segments?|lists?)/[0-9]+.*',
							errorMessage: "The URL of a segment ends in 'custom_segments/' and its ID",
						},
					},
				],
			},
		],
	},
	{
		displayName: 'Find Guest By',
		name: 'findGuestBy',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'User ID', value: 'userId' },
		],
		default: 'userId',
		description: 'Which of the two says who is added. The guest must exist in Punchh.',
	},
	{ ...userIdField, displayOptions: { show: { findGuestBy: ['userId'] } } },
	{ ...emailField, displayOptions: { show: { findGuestBy: ['email'] } } },
];

/**
 * Segment > Add Guest: makes a guest a member of a custom segment.
 * PAR developer portal, Platform Functions "Add User to Custom Segment".
 *
 * What Punchh answers for a guest who is a member already is not documented; so a refusal counts
 * only after a look at the members has shown that the guest is none.
 */
export const addGuest: ItemOperation = {
	properties: updateDisplayOptions(
		{ show: { resource: ['segment'], operation: ['addGuest'] } },
		properties,
	),

	async execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
		const segment = this.getNodeParameter('segment', itemIndex, '', { extractValue: true });
		const by = this.getNodeParameter('findGuestBy', itemIndex) as string;
		const guest: IDataObject =
			by === 'email'
				? { email: requiredText.call(this, 'email', 'Email', itemIndex) }
				: { user_id: requiredText.call(this, 'userId', 'User ID', itemIndex) };
		const member = { custom_segment_id: String(segment).trim(), ...guest };

		const call: PunchhCall = {
			api: 'dashboard',
			method: 'POST',
			path: MEMBERS_PATH,
			body: member,
			repeatSafe: true,
		};
		const reply = await punchhReply.call(this, call, itemIndex);
		if (isSuccess(reply)) return { ...(reply.body as IDataObject), already_member: false };

		const existing =
			reply.status === 422 ? await findMember.call(this, member, itemIndex) : undefined;
		if (existing !== undefined) return { ...existing, already_member: true };
		throw toApiError.call(this, call, reply, itemIndex);
	},
};

async function findMember(
	this: IExecuteFunctions,
	member: IDataObject,
	itemIndex: number,
): Promise<IDataObject | undefined> {
	const reply = await punchhReply.call(
		this,
		{ api: 'dashboard', method: 'GET', path: MEMBERS_PATH, qs: member, repeatSafe: true },
		itemIndex,
	);
	return isSuccess(reply) ? (reply.body as unknown as IDataObject[])[0] : undefined;
}
