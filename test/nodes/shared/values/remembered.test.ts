import { remembered } from '../../../../nodes/shared/values/remembered';
import { Newest } from '../../../../nodes/shared/values/newest';

describe('remembered', () => {
	const asked: string[] = [];
	const lengthOf = remembered(3, (text) => {
		asked.push(text);
		return text.length;
	});
	beforeEach(() => void asked.splice(0));

	test('a text is worked out once, and no more than so many are kept', () => {
		for (const text of ['a', 'bb', 'ccc', 'a', 'bb', 'ccc']) {
			expect(lengthOf(text)).toBe(text.length);
		}
		expect(asked).toEqual(['a', 'bb', 'ccc']);
		expect([lengthOf('dddd'), lengthOf('a')]).toEqual([4, 1]);
		expect(asked).toEqual(['a', 'bb', 'ccc', 'dddd', 'a']);
	});

	test('a long text is not kept', () => {
		const long = 'x'.repeat(65);
		expect([lengthOf(long), lengthOf(long)]).toEqual([65, 65]);
		expect(asked).toHaveLength(2);
	});
});

test('Newest forgets what was not used for longest', () => {
	const newest = new Newest<number>(2);
	newest.set('a', 1);
	newest.set('b', 2);
	expect(newest.get('a')).toBe(1);
	newest.set('c', 3);
	expect(['a', 'b', 'c'].map((key) => newest.get(key))).toEqual([1, undefined, 3]);
	newest.delete('a');
	expect([newest.size, newest.get('a')]).toEqual([1, undefined]);
});
