import {
	BRAZE_CAMPAIGNS,
	BRAZE_CATALOG,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../sandbox/braze/seed';
import { REDEEMABLES } from '../../sandbox/punchh/seed';
import type { ToolCall } from './chatModel';
import type { sandboxState } from './stack';

type State = Awaited<ReturnType<typeof sandboxState>>;

/** What somebody asks an agent for. */
export interface Task {
	tool: string;
	/** What a model cannot do without to call the tool. */
	needs: ToolCall['arguments'];
	/** Tools that have been used before. */
	before?: string[];
	/** What the agent must hear. */
	says: RegExp;
	/** What must have come of it at the vendors, and where that is. */
	leaves?: { in: (state: State) => unknown; is: unknown };
}

const USER = { User_ID: '730415' };
const MARA = { External_ID: 'CRM-1' };
const SEGMENT = { Segment: '1874' };
const MENU = [{ item_name: 'Tea', item_qty: 1, item_amount: 12 }];

const guestIn = ({ punchh }: State) => punchh.guests.find(({ user_id: id }) => id === 730415)!;
const profileIn = ({ braze }: State) => braze.profiles[0];
const membersIn = ({ punchh }: State) => punchh.members.map(({ user_id: id }) => id);

/** Twenty tasks, by what is asked for. */
export const TASKS: Record<string, Task> = {
	'Who has the address mara.lind@example.com?': {
		tool: 'Get_guest',
		needs: { Email: 'mara.lind@example.com' },
		says: /"user_id":730415/,
	},
	'What has the guest 730415 been doing?': {
		tool: 'Get_timeline',
		needs: USER,
		before: ['Create_check_in'],
		says: /"checkins":\[\{/,
	},
	'Which rewards are there?': {
		tool: 'Get_redeemables',
		needs: { Return_All: true },
		says: /Free Small Coffee.*5 off any bakery item/,
	},
	'Name one restaurant': {
		tool: 'Get_locations',
		needs: { Limit: 1 },
		says: /^(?=.*Portview Quay)(?!.*Old Mill)/s,
	},
	'Which segment is about coffee?': {
		tool: 'Get_many_segments',
		needs: { Search: 'coffee', Return_All: true },
		says: /"custom_segment_id":1875/,
	},
	'What is the segment 1874?': { tool: 'Get_segment', needs: SEGMENT, says: /Lapsed Guests/ },
	'Is 730415 in it?': {
		tool: 'Is_member',
		needs: { ...SEGMENT, ...USER },
		before: ['Add_guest_to_segment'],
		says: /"is_member":true/,
	},
	'Put 730415 into it': {
		tool: 'Add_guest_to_segment',
		needs: { ...SEGMENT, ...USER },
		says: /"already_member":false/,
		leaves: { in: membersIn, is: [730415] },
	},
	'Take 730415 out of it': {
		tool: 'Remove_guest_from_segment',
		needs: { ...SEGMENT, ...USER },
		before: ['Add_guest_to_segment'],
		says: /"was_member":true/,
		leaves: { in: membersIn, is: [] },
	},
	'Make a segment Regulars': {
		tool: 'Create_segment',
		needs: { Name: 'Regulars' },
		says: /"name":"Regulars"/,
		leaves: {
			in: ({ punchh }) => punchh.segments.map(({ name }) => name),
			is: ['Lapsed Guests', 'Coffee Lovers', 'Regulars'],
		},
	},
	'The first name of 730415 is Marlene': {
		tool: 'Update_guest',
		needs: { ...USER, First_Name: 'Marlene' },
		says: /"first_name":"Marlene"/,
		leaves: { in: (state) => guestIn(state).first_name, is: 'Marlene' },
	},
	'The ID of 730415 in our CRM is 4479': {
		tool: 'Update_external_ID',
		needs: { ...USER, External_Source_ID: '4479' },
		says: /"external_source_id":"4479"/,
		leaves: { in: (state) => guestIn(state).external_source_id, is: '4479' },
	},
	'730415 says: Lovely, five stars': {
		tool: 'Create_feedback',
		needs: { ...USER, Message: 'Lovely', Rating: '5' },
		says: /"feedback_id":\d/,
	},
	'Give 730415 a coffee, with an apology': {
		tool: 'Send_message_or_gift',
		needs: { ...USER, Subject: 'Sorry', Message: 'Have a coffee', Redeemable: '118190' },
		says: /"gifts":\["redeemable_id"\]/,
		leaves: {
			in: (state) => guestIn(state).rewards.map(({ name }) => name),
			is: [REDEEMABLES[0].name],
		},
	},
	'730415 has forgotten to scan a receipt': {
		tool: 'Create_check_in',
		needs: {
			...USER,
			...{ External_UID: 'AGENT-1', Transaction_Number: '17', Store_Number: '202' },
			...{ Receipt_Time: '2026-11-24T08:15:00Z', Subtotal: 12, Receipt_Amount: 13, Payable: 13 },
			Menu_Items__JSON_: MENU,
		},
		says: /"points":12/,
	},
	"Note that CRM-1's favorite drink is Cold Brew": {
		tool: 'Track_user',
		needs: { ...MARA, Favorite_Drink: 'Cold Brew' },
		says: /"verdict":"accepted"/,
		leaves: { in: (state) => profileIn(state).attributes, is: { favorite_drink: 'Cold Brew' } },
	},
	'What does CRM-1 like to drink?': {
		tool: 'Export_user',
		needs: MARA,
		before: ['Track_user'],
		says: /"favorite_drink":"Cold Brew"/,
	},
	'Subscribe CRM-1 to offers by e-mail': {
		tool: 'Set_subscription',
		needs: { ...MARA, Subscription_Group_ID: BRAZE_SUBSCRIPTION_GROUPS[0].id },
		before: ['Track_user'],
		says: /"verdict":"accepted"/,
	},
	'Remind CRM-1 of the free tea': {
		tool: 'Send_campaign',
		needs: { ...MARA, Campaign: BRAZE_CAMPAIGNS[0].id, Trigger_Properties: { reward: 'Free tea' } },
		before: ['Track_user'],
		says: /"dispatch_id":/,
		leaves: {
			in: (state) => profileIn(state).received.map(({ name }) => name),
			is: [BRAZE_CAMPAIGNS[0].name],
		},
	},
	'A mocha costs 4': {
		tool: 'Write_catalog_item',
		needs: { Catalog: BRAZE_CATALOG.name, Item_ID: 'mocha', Fields: { name: 'Mocha', price: 4 } },
		says: /"verdict":"accepted"/,
	},
};
