import { zones } from '../../../../nodes/Braze/send/track/checks/standardFields';
import { Remembered } from '../../../../nodes/shared/values/remembered';

test('what was worked out is not worked out again', () => {
	const asked: string[] = [];
	const lengths = new Remembered(2, (text) => asked.push(text) && text.length);
	expect(['a', 'bb', 'a', 'bb'].map((text) => lengths.of(text))).toEqual([1, 2, 1, 2]);
	expect(asked).toEqual(['a', 'bb']);
});

test('undefined is remembered, too', () => {
	const asked: string[] = [];
	const nothing = new Remembered(2, (text) => void asked.push(text));
	expect([nothing.of('a'), nothing.of('a'), asked.length]).toEqual([undefined, undefined, 1]);
});

test('however many zones items name, and however long, no more than 1,000 are remembered', () => {
	for (let index = 0; index < 2_500; index++) expect(zones.of(`Mars/Crater_${index}`)).toBe(false);
	expect(zones.size).toBeLessThanOrEqual(1_000);
	const before = zones.size;
	expect(zones.of('M'.repeat(1_000_000))).toBe(false);
	expect(zones.size).toBe(before);
	expect([zones.of('America/New_York'), zones.of('us/eastern')]).toEqual([true, true]);
});
