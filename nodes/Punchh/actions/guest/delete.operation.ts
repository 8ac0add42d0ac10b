import { asId } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';

/** Stands for a call without a reason, which keeps the data. */
const ARCHIVE = 'archive';

const CALL = { api: 'dashboard', method: 'DELETE', path: '/api2/dashboard/users' } as const;

/** Punchh answers so too when the guest has not been deactivated before. */
const REFUSED_HINT =
	'Deactivate the guest first, and cash out or remove gift cards: Punchh says the same in both cases';

/**
 * Guest > Delete: deletes, anonymises or archives a guest.
 * PAR developer portal, Platform Functions "Delete User".
 */
export const deleteGuest = defineOperation({
	name: 'Delete',
	action: 'Delete or anonymize guest',
	description: 'Delete, anonymize or archive a guest for good; deactivate the guest first',
	countsTwice: false,
	properties: [
		...anyGuest,
		{
			displayName: 'Reason',
			name: 'deleteReason',
			type: 'options',
			required: true,
			options: [
				{
					name: 'Anonymize: Inactivity',
					value: 'anonymize_inactivity',
					description: 'Personal data is removed, figures stay',
				},
				{
					name: 'Anonymize: Right to Be Forgotten',
					value: 'anonymize_forget_me',
					description: 'Personal data is removed, figures stay',
				},
				{
					name: 'Archive',
					value: ARCHIVE,
					description: 'The email is changed to one at archive.com, everything else is kept',
				},
				{ name: 'Choose ...', value: '', description: 'Nothing is deleted until you choose' },
				{ name: 'Delete: General', value: 'delete_general', description: 'The guest is removed' },
				{
					name: 'Delete: Test Data',
					value: 'delete_test_data',
					description: 'A guest that was made for a test is removed',
				},
			],
			default: '',
			description: 'What becomes of the guest and why. It cannot be undone.',
		},
	],

	behaviour: callPunchh({
		async execute(item) {
			const reason = item.required('deleteReason');
			const user_id = await userIdOf(item, CALL);
			const answer = await item.request({
				...CALL,
				body: reason === ARCHIVE ? { user_id } : { user_id, reason },
				hints: { 422: REFUSED_HINT },
			});
			return { user_id: asId(user_id), deleted: true, ...answer };
		},
	}),
});
