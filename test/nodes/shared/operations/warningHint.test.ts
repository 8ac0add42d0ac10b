import { warningHint } from '../../../../nodes/shared/operations/warningHint';
import { rows, track } from '../../Braze/actions/user/trackFields.setup';

const phones = rows({ name: 'phone', value: '={{ $json.phone }}' });

test('a phone number without a country is said above the output', async () => {
	const { run, items } = await track(phones, [
		{ id: 'a', phone: '+12025550143' },
		{ id: 'b', phone: '202-555-0143' },
		{ id: 'c', phone: '202-555-0143' },
	]);
	expect(items).toHaveLength(3);
	expect(run.data.resultData.runData.Subject[0].hints).toEqual([
		{
			message:
				"There are warnings: 'phone' (202-555-0143) has no country code (E.164): Braze may not recognize it as a phone number. Each item has its own under 'warnings'.",
			location: 'outputPane',
			type: 'warning',
		},
	]);
});

test('where nothing is to be said, nothing is', async () => {
	const { run } = await track(phones, [{ id: 'a', phone: '+12025550143' }]);
	expect(run.data.resultData.runData.Subject[0].hints ?? []).toEqual([]);
});

test('of many warnings some are shown, each once, and as text', () => {
	const outputs = ['<b>', 'two', 'two', 'three', 'four', 'five'].map((text) => ({
		warnings: [text],
	}));
	expect(warningHint(outputs)?.message).toBe(
		"There are warnings: ‹b›; two; three; and 2 more. Each item has its own under 'warnings'.",
	);
	expect(warningHint([{ warnings: 'of a field' }, {}])).toBeUndefined();
});
