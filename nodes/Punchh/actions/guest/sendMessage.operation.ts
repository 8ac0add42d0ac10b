import type { IDataObject } from 'n8n-workflow';

import { asId, withoutEmpty } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';
import type { ApiItem } from '../../transport/apiItem';
import { asDay } from './fields/read';
import { sendMessageProperties } from './sendMessage.properties';

/** The gifts that can be given, each on its own. */
const GIFTS = ['redeemable_id', 'gift_count', 'reward_amount', 'fuel_amount'];

/** Progress in a challenge, which only the call for several gifts accepts. */
const CHALLENGE = 'challenge_campaign_id';

const PATHS = {
	/** One gift, at once. */
	one: '/api2/dashboard/users/support',
	/** One gift, later. */
	later: '/api2/dashboard/users/support_gifting',
	/** A message, and any number of gifts. */
	several: '/api2/dashboard/users/send_message',
};

const REFUSED_HINTS: Record<keyof typeof PATHS, string> = {
	one: "Check the gifts under 'Redeemable' and 'Gifts'",
	later:
		"'Send Asynchronously' requires exactly one gift, and Punchh must have enabled it for your business",
	several: "Check 'Message' and the gifts",
};

/**
 * Guest > Send Message or Gift: messages a guest and gives points, visits, currency or a reward.
 * PAR developer portal, Platform Functions "Send Message to User", "Support Gifting to User" and its
 * asynchronous form.
 *
 * Not repeated if the answer is lost: the guest could get the gift twice.
 */
export const sendMessage = defineOperation({
	name: 'Send Message or Gift',
	action: 'Send message or gift to guest',
	description:
		'Message a guest, or give points, visits, currency, a reward or progress in a challenge',
	countsTwice: true,
	properties: [...anyGuest, ...sendMessageProperties],

	behaviour: callPunchh({
		async execute(item) {
			const content = contentOf(item);
			warnOfEmpty(item);
			const gifts = [...GIFTS, CHALLENGE].filter((gift) => gift in content);
			if (gifts.length === 0 && content.message === undefined) {
				throw item.error("Both 'Message' and the gifts are empty", 'Fill in one of them');
			}
			const path = item.value<boolean>('asynchronous', false) ? 'later' : pathFor(gifts);
			const call = { api: 'dashboard', method: 'POST', path: PATHS[path] } as const;
			const user_id = await userIdOf(item, call);
			await item.request({
				...call,
				body: { user_id, ...content },
				hints: { 422: REFUSED_HINTS[path] },
			});
			return { user_id: asId(user_id), sent: true, asynchronous: path === 'later', gifts };
		},
	}),
});

function pathFor(gifts: string[]): keyof typeof PATHS {
	return gifts.length === 1 && gifts[0] !== CHALLENGE ? 'one' : 'several';
}

/** What to send; a gift of 0 is left out. */
function contentOf(item: ApiItem): IDataObject {
	const filled = item.filled('gifts');
	if (CHALLENGE in filled) filled[CHALLENGE] = item.id(`gifts.${CHALLENGE}`);
	const gifts = Object.entries(filled).filter(([, amount]) => Number(amount) !== 0);
	return withoutEmpty({
		subject: item.text('subject'),
		message: item.text('message'),
		redeemable_id: item.id('redeemable'),
		...Object.fromEntries(gifts),
		...additionalFieldsOf(item),
		location_id: item.id('location'),
	});
}

/** What a guest is told or given, each with the path under which n8n has its expression. */
const GIVEN = [
	['message', 'message'],
	['redeemable', 'redeemable.value'],
	...[...GIFTS.slice(1), CHALLENGE].map((gift) => [`gifts.${gift}`, `gifts.${gift}`]),
];

/** A guest may be told of a gift that nobody has given, because a column is missing or has another name. */
function warnOfEmpty(item: ApiItem): void {
	for (const [name, path] of GIVEN) {
		if (!item.isExpression(path) || item.text(name) !== '') continue;
		item.warnings.push(
			`'${item.labelOf(name)}' is an expression without a value for this item, and was left out`,
		);
	}
}

function additionalFieldsOf(item: ApiItem): IDataObject {
	const { end_date: day, ...fields } = item.filled('additionalFields', ['end_date']);
	return day === undefined ? fields : { ...fields, end_date: asDay(item, 'End Date', day) };
}
