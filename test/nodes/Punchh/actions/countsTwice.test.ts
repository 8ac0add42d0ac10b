import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { punchhOperations } from '../../../../nodes/Punchh/actions';
import { MARA, usePunchhSandbox } from '../../../harness/punchh';
import { guest, loyalty, member, receipt } from '../../../harness/punchhParameters';

const punchh = usePunchhSandbox();

/** Every operation of which a second run would reward or write to a guest once more. */
const COUNTING: Record<string, INodeParameters> = {
	'guest sendMessage': guest('sendMessage', { gifts: { gift_count: 5 } }),
	'loyalty createFeedback': loyalty('createFeedback', { message: 'Lovely' }),
	'loyalty forceRedeem': loyalty('forceRedeem', { redeem: 'requested_punches', punches: 1 }),
};

/** Some of which a second run has no further effect. A check-in is known by its External UID. */
const SAFE: Record<string, INodeParameters> = {
	'loyalty createCheckIn': loyalty('createCheckIn', receipt),
	'segmentMember add': member('add'),
	'guest ban': guest('ban', { reason: 'Fraud' }),
};

test('the operations that count twice are those that say so', () => {
	const counting = Object.entries(punchhOperations.resources).flatMap(([resource, table]) =>
		Object.entries(table.operations)
			.filter(([, { countsTwice }]) => countsTwice)
			.map(([key]) => `${resource} ${key}`),
	);
	expect(counting.sort()).toEqual(Object.keys(COUNTING).sort());
});

/** Lets Punchh's first answer leave open whether it did what it was asked. */
function loseFirstAnswer(): void {
	punchh.sandbox.faults.add({ side: 'punchh', path: '*', count: 1, fault: { status: 503 } });
}

describe.each(Object.entries(COUNTING))('%s', (_name, parameters) => {
	test("refuses n8n's 'Retry On Fail'", async () => {
		const { error } = await punchh.run({ parameters, items: [MARA], retryOnFail: true });
		expect(error?.message).toMatch(/^Nothing was sent: 'Retry On Fail'/);
		expect(punchh.calls()).toEqual([]);
	});

	test('is not sent again after its answer was lost', async () => {
		loseFirstAnswer();
		const { error } = await punchh.run({ parameters, items: [MARA] });
		expect(error?.description).toMatch(/may have acted/);
		expect(punchh.calls()).toHaveLength(1);
	});
});

describe.each(Object.entries(SAFE))('%s', (_name, parameters) => {
	test("works with n8n's 'Retry On Fail'", async () => {
		const { error, items } = await punchh.run({ parameters, items: [MARA], retryOnFail: true });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	test('is sent again after its answer was lost', async () => {
		loseFirstAnswer();
		const { error, items } = await punchh.run({ parameters, items: [MARA] });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(punchh.calls()).toHaveLength(2);
	});
});

test.each([
	[1, 'the one that got through'],
	[2, 'the 2 that got through'],
])(
	"a gift that fails says what n8n's 'Retry' would do again, after %i that got through",
	async (count, what) => {
		const parameters = COUNTING['guest sendMessage'];
		const nobody = { ...MARA, id: 1 };
		for (const others of [1, 2]) {
			const items = [...Array(count).fill(MARA), ...Array(others).fill(nobody)] as IDataObject[];
			const { error } = await punchh.run({ parameters, items });
			expect(error?.description).toContain(`it would repeat ${what}`);
		}
		const { error } = await punchh.run({ parameters, items: [nobody] });
		expect(error?.description).not.toContain('Retry');
	},
);
