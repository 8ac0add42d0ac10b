import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';

const CALL = {
	api: 'dashboard',
	method: 'POST',
	path: '/api2/dashboard/redemptions/force_redeem',
} as const;

/**
 * Loyalty > Force Redeem: redeems a reward or points of a guest.
 * PAR developer portal, Platform Functions "Force Redeem". Punchh accepts 500 a minute and 100,000
 * a day. Not repeated if the answer is lost: points could be deducted twice.
 */
export const forceRedeem = defineOperation({
	name: 'Force Redeem',
	action: 'Force redeem reward or points of guest',
	description: 'Mark a reward of a guest as redeemed, or deduct points or visits from the balance',
	countsTwice: true,
	properties: [
		...anyGuest,
		{
			displayName: 'Redeem',
			name: 'redeem',
			type: 'options',
			options: [
				{ name: 'Points or Visits', value: 'requested_punches' },
				{ name: 'Reward', value: 'reward_id' },
			],
			default: 'reward_id',
			description: 'What to redeem',
		},
		{
			displayName: 'Reward ID',
			name: 'rewardId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 5512873',
			description: "ID of the guest's own reward, as listed by Guest > Get, not of the redeemable",
			displayOptions: { show: { redeem: ['reward_id'] } },
		},
		{
			displayName: 'Points or Visits',
			name: 'punches',
			type: 'number',
			typeOptions: { minValue: 1 },
			required: true,
			default: 1,
			description: 'How many to deduct from the balance',
			displayOptions: { show: { redeem: ['requested_punches'] } },
		},
	],
	options: [
		{
			displayName: 'Force Message',
			name: 'force_message',
			type: 'string',
			default: '',
			placeholder: 'e.g. Redeemed by phone',
			description: 'Why it is redeemed manually; stored in Punchh',
		},
		{
			displayName: 'Fuel Redemption',
			name: 'fuel_redemption',
			type: 'boolean',
			default: false,
			description: 'Whether a fuel discount is redeemed',
		},
	],

	behaviour: callPunchh({
		async execute(item) {
			const { force_message, fuel_redemption } = item.filled('options');
			const redemption: IDataObject =
				item.value('redeem', 'reward_id') === 'reward_id'
					? { reward_id: item.requiredId('rewardId') }
					: { requested_punches: item.number('punches') };
			if (force_message !== undefined) redemption.force_message = force_message;
			if (fuel_redemption !== undefined) redemption.fuel_redemption = fuel_redemption;
			const user_id = await userIdOf(item, CALL);
			return await item.request({
				...CALL,
				body: { user_id, redemption },
				hints: {
					404: "Check 'Reward ID': this guest must have the reward and not have redeemed it",
					422: "Check 'Reward ID', or whether the guest has enough points",
				},
			});
		},
	}),
});
