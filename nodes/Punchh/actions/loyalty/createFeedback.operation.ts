import { withoutEmpty } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';

const CALL = { api: 'dashboard', method: 'POST', path: '/api2/dashboard/feedbacks' } as const;

/**
 * Loyalty > Create Feedback: records what a guest said.
 * PAR developer portal, Platform Functions "Create Feedback".
 */
export const createFeedback = defineOperation({
	name: 'Create Feedback',
	action: 'Create feedback of guest',
	description: 'Record the rating and comment of a guest in Punchh',
	countsTwice: true,
	properties: [
		...anyGuest,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'What the guest said. A message, a rating or both are required.',
		},
		{
			displayName: 'Rating',
			name: 'rating',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5',
			description: 'How many stars the guest gave',
		},
	],

	behaviour: callPunchh({
		async execute(item) {
			const feedback = withoutEmpty({
				message: item.text('message'),
				rating: item.text('rating'),
			});
			if (Object.keys(feedback).length === 0) {
				throw item.error("Both 'Message' and 'Rating' are empty", 'Fill in one of them');
			}
			const user_id = await userIdOf(item, CALL);
			return await item.request({ ...CALL, body: { user_id, ...feedback } });
		},
	}),
});
