import { filledByModel, type AgentTool } from './agentTools';
import type { ToolCall } from './chatModel';

/** A tool in use. */
export interface ToolInUse extends AgentTool {
	/** What the model makes of the parameters. */
	fills: ToolCall['arguments'];
	/** The call that reaches the vendor, and what of the tool's answer the agent gets to say. */
	call: string;
	says: RegExp;
	/** Tools that are used before it. */
	before?: string[];
}

/** Of the guest whom the agent signs up; n8n keeps what a model asks of its tools in a log. */
const PASSWORD = 'agent-password';

const MARA = { User_ID: '730415' };

const DASHBOARD = '/api2/dashboard';
const SEGMENTS = `${DASHBOARD}/custom_segments`;
const SEGMENT = { Segment: '1874' };

/** Every operation of the Punchh node, by the name of the tool. */
export const PUNCHH_TOOLS: Record<string, ToolInUse> = {
	Sign_up_guest: {
		resource: 'guest',
		operation: 'signUp',
		chosen: { signUpApi: 'mobile', ifGuestExists: 'fail' },
		fills: {
			Email: 'ada@example.com',
			Password: PASSWORD,
			First_Name: 'Ada',
			Last_Name: 'Berg',
			Simplify: true,
		},
		call: 'POST /api2/mobile/users',
		says: /"sign_up":"created"/,
	},
	Get_guest: {
		resource: 'guest',
		operation: 'get',
		chosen: { findGuestBy: 'email' },
		fills: { Email: 'mara.lind@example.com', Simplify: true },
		call: `GET ${DASHBOARD}/users/info`,
		says: /"user_id":730415/,
	},
	Update_guest: {
		resource: 'guest',
		operation: 'update',
		chosen: {
			updateFields: {
				first_name: filledByModel({ displayName: 'First Name' }),
			},
		},
		fills: { ...MARA, First_Name: 'Marlene', Simplify: true },
		call: `PATCH ${DASHBOARD}/users`,
		says: /"first_name":"Marlene"/,
	},
	Update_external_ID: {
		resource: 'guest',
		operation: 'updateExternalId',
		fills: { ...MARA, External_Source_ID: 'CRM-9', Simplify: true },
		call: `PATCH ${DASHBOARD}/users`,
		says: /"external_source_id":"CRM-9"/,
	},
	Log_in_guest: {
		resource: 'guest',
		operation: 'logIn',
		before: ['Sign_up_guest'],
		fills: { Email: 'ada@example.com', Password: PASSWORD, Simplify: true },
		call: 'POST /api2/mobile/users/login',
		says: /"email":"ada@example.com"/,
	},
	Ban_guest: {
		resource: 'guest',
		operation: 'ban',
		fills: { ...MARA, Reason: 'Fraud', Ban_All_Devices: false },
		call: `POST ${DASHBOARD}/users/ban`,
		says: /"banned":true/,
	},
	Unban_guest: {
		resource: 'guest',
		operation: 'unban',
		fills: MARA,
		call: `DELETE ${DASHBOARD}/users/ban`,
		says: /"banned":false/,
	},
	Deactivate_guest: {
		resource: 'guest',
		operation: 'deactivate',
		fills: MARA,
		call: `DELETE ${DASHBOARD}/users/deactivate`,
		says: /"deactivated":true/,
	},
	Reactivate_guest: {
		resource: 'guest',
		operation: 'reactivate',
		fills: MARA,
		call: `POST ${DASHBOARD}/users/reactivate`,
		says: /"deactivated":false/,
	},
	Delete_guest: {
		resource: 'guest',
		operation: 'delete',
		chosen: { deleteReason: 'delete_test_data' },
		before: ['Deactivate_guest'],
		fills: MARA,
		call: `DELETE ${DASHBOARD}/users`,
		says: /marked for deletion/,
	},
	Get_timeline: {
		resource: 'guest',
		operation: 'getTimeline',
		fills: MARA,
		call: `GET ${DASHBOARD}/users/extensive_timeline`,
		says: /"checkins":\[\]/,
	},
	Send_message_or_gift: {
		resource: 'guest',
		operation: 'sendMessage',
		chosen: { location: { __rl: true, mode: 'list', value: '' } },
		fills: {
			...MARA,
			Subject: 'Sorry',
			Message: 'Have a coffee on us',
			Redeemable: '118190',
			Send_Asynchronously: false,
		},
		call: `POST ${DASHBOARD}/users/support`,
		says: /"gifts":\["redeemable_id"\]/,
	},
	Create_check_in: {
		resource: 'loyalty',
		operation: 'createCheckIn',
		fills: {
			...MARA,
			External_UID: 'AGENT-1',
			Transaction_Number: '1',
			Store_Number: '202',
			Receipt_Time: '2026-11-24T08:15:00Z',
			Subtotal: 12,
			Receipt_Amount: 13,
			Payable: 13,
			Menu_Items__JSON_: [{ item_name: 'Tea', item_qty: 1, item_amount: 12 }],
		},
		call: `POST ${DASHBOARD}/checkins`,
		says: /"points":12/,
	},
	Create_feedback: {
		resource: 'loyalty',
		operation: 'createFeedback',
		fills: { ...MARA, Message: 'Lovely', Rating: '5' },
		call: `POST ${DASHBOARD}/feedbacks`,
		says: /"feedback_id":\d/,
	},
	Force_redeem: {
		resource: 'loyalty',
		operation: 'forceRedeem',
		chosen: { redeem: 'requested_punches' },
		before: ['Create_check_in'],
		fills: { ...MARA, Points_or_Visits: 5 },
		call: `POST ${DASHBOARD}/redemptions/force_redeem`,
		says: /"redeemed_value":5/,
	},
	Get_locations: {
		resource: 'loyalty',
		operation: 'getLocations',
		fills: { Return_All: false, Limit: 1 },
		call: `GET ${DASHBOARD}/locations`,
		says: /"store_number":"202"/,
	},
	Get_redeemables: {
		resource: 'loyalty',
		operation: 'getRedeemables',
		fills: { Return_All: true, Limit: 1 },
		call: `GET ${DASHBOARD}/redeemables`,
		says: /Free Small Coffee/,
	},
	Create_segment: {
		resource: 'segment',
		operation: 'create',
		fills: { Name: 'Regulars', Description: 'Made by an agent' },
		call: `POST ${SEGMENTS}`,
		says: /"name":"Regulars"/,
	},
	Get_segment: {
		resource: 'segment',
		operation: 'get',
		fills: SEGMENT,
		call: `GET ${SEGMENTS}`,
		says: /Lapsed Guests/,
	},
	Get_many_segments: {
		resource: 'segment',
		operation: 'getMany',
		fills: { Search: 'coffee', Return_All: true, Limit: 1 },
		call: `GET ${SEGMENTS}`,
		says: /"custom_segment_id":1875/,
	},
	Update_segment: {
		resource: 'segment',
		operation: 'update',
		chosen: {
			updateFields: {
				name: filledByModel({ displayName: 'Name' }),
			},
		},
		fills: { ...SEGMENT, Name: 'Lost Guests' },
		call: `PATCH ${SEGMENTS}`,
		says: /"name":"Lost Guests"/,
	},
	Delete_segment: {
		resource: 'segment',
		operation: 'delete',
		chosen: { confirmDeletion: true },
		fills: SEGMENT,
		call: `DELETE ${SEGMENTS}`,
		says: /marked for deletion/,
	},
	Add_guest_to_segment: {
		resource: 'segmentMember',
		operation: 'add',
		fills: { ...SEGMENT, ...MARA },
		call: `POST ${SEGMENTS}/members`,
		says: /"already_member":false/,
	},
	Add_many_guests_to_segment: {
		resource: 'segmentMember',
		operation: 'addMany',
		fills: { ...SEGMENT, Guests: '730415, jo.park@example.com' },
		call: `POST ${SEGMENTS}/members/add_users`,
		says: /"guests":2/,
	},
	Is_member: {
		resource: 'segmentMember',
		operation: 'isMember',
		fills: { ...SEGMENT, ...MARA },
		call: `GET ${SEGMENTS}/members`,
		says: /"is_member":false/,
	},
	Remove_guest_from_segment: {
		resource: 'segmentMember',
		operation: 'remove',
		before: ['Add_guest_to_segment'],
		fills: { ...SEGMENT, ...MARA, Ignore_If_Missing: true },
		call: `DELETE ${SEGMENTS}/members`,
		says: /"was_member":true/,
	},
};
