import type { INodeParameters } from 'n8n-workflow';

import { MARA, usePunchhSandbox } from '../../../harness/punchh';
import { eclub, guest, picked } from '../../../harness/punchhParameters';

/** What a guest hears of once, and what a guest is told of and does not get. */

const punchh = usePunchhSandbox();

const loseAnswer = () =>
	punchh.sandbox.faults.add({ side: 'punchh', path: '*', count: 1, fault: { cut: 'after' } });

describe('a sign-up to the eClub with an SMS to confirm', () => {
	const parameters = eclub({
		additionalFields: { send_compliance_sms: true, terms_and_conditions: true },
	});

	test('is not sent again after its answer was lost', async () => {
		loseAnswer();
		const { error } = await punchh.run({ parameters, items: [{}] });
		expect(error?.description).toMatch(/may have acted/);
		expect(punchh.calls()).toHaveLength(1);
	});

	test("refuses n8n's 'Retry On Fail'", async () => {
		const { error } = await punchh.run({ parameters, items: [{}], retryOnFail: true });
		expect(error?.message).toMatch(/^Nothing was sent: 'Retry On Fail'/);
		expect(punchh.calls()).toEqual([]);
	});

	test('without the SMS it is sent again', async () => {
		loseAnswer();
		const { error } = await punchh.run({ parameters: eclub(), items: [{}], retryOnFail: true });
		expect(error).toBeUndefined();
		expect(punchh.calls()).toHaveLength(2);
	});
});

const message = { message: 'Your gift is here' };
const fromItem = '={{ $json.gift }}';

describe('a gift of which this item has no value', () => {
	test.each<[string, INodeParameters]>([
		['Gift Count', { ...message, gifts: { gift_count: fromItem } }],
		['Reward Amount', { ...message, gifts: { reward_amount: fromItem } }],
		['Redeemable', { ...message, redeemable: picked(fromItem) }],
		['Message', { message: fromItem, gifts: { gift_count: 5 } }],
	])('%s: there is a warning', async (label, parameters) => {
		const { items } = await punchh.run({
			parameters: guest('sendMessage', parameters),
			items: [MARA, { ...MARA, gift: '' }],
		});
		for (const { json } of items) {
			expect(json).toMatchObject({
				sent: true,
				warnings: [`'${label}' is an expression without a value for this item, and was left out`],
			});
		}
	});

	test.each<[string, INodeParameters]>([
		['with a value', { ...message, gifts: { gift_count: fromItem } }],
		['that nobody has asked for', message],
	])('a gift %s: there is none', async (_what, parameters) => {
		const { items } = await punchh.run({
			parameters: guest('sendMessage', parameters),
			items: [{ ...MARA, gift: 5 }],
		});
		expect(items[0].json.warnings).toBeUndefined();
	});
});
