import { asId } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';

/** Means a call without a reason, which keeps the data. */
const ARCHIVE = 'archive';

const CALL = { api: 'dashboard', method: 'DELETE', path: '/api2/dashboard/users' } as const;

/** Punchh also answers this way if the guest has not been deactivated. */
const REFUSED_HINT =
	'Deactivate the guest first, and cash out or remove any gift cards: Punchh gives the same answer in both cases';

/**
 * Guest > Delete: deletes, anonymizes or archives a guest.
 * PAR developer portal, Platform Functions "Delete User".
 */
export const deleteGuest = defineOperation({
	name: 'Delete',
	action: 'Delete or anonymize guest',
	description: 'Permanently delete, anonymize or archive a guest; deactivate the guest first',
	countsTwice: false,
	properties: [
		...anyGuest,
		{
			displayName: 'Reason',
			name: 'deleteReason',
			type: 'options',
			noDataExpression: true,
			required: true,
			options: [
				{
					name: 'Anonymize: Inactivity',
					value: 'anonymize_inactivity',
					description: 'Removes personal data but keeps the statistics',
				},
				{
					name: 'Anonymize: Right to Be Forgotten',
					value: 'anonymize_forget_me',
					description: 'Removes personal data but keeps the statistics',
				},
				{
					name: 'Archive',
					value: ARCHIVE,
					description: 'Changes the email to one at archive.com and keeps everything else',
				},
				{ name: 'Choose ...', value: '', description: 'Nothing is deleted until you choose' },
				{ name: 'Delete: General', value: 'delete_general', description: 'Removes the guest' },
				{
					name: 'Delete: Test Data',
					value: 'delete_test_data',
					description: 'Removes a guest that was created for a test',
				},
			],
			default: '',
			description:
				'What happens to the guest, and why. This cannot be undone, so it takes no expression: no AI model can choose it.',
		},
	],

	behaviour: callPunchh({
		async execute(item) {
			item.confirmed('deleteReason');
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
