import { convert } from '../../../../../nodes/Braze/punchhEvents/map/values';

test('a word that every object of JavaScript knows is no gender', () => {
	expect(convert('constructor', 'gender', undefined)).toBeUndefined();
	expect(convert('Female', 'gender', undefined)).toBe('F');
});
