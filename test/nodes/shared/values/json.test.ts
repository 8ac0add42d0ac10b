import { asId } from '../../../../nodes/shared/values/json';

test.each([
	['730415', 730_415],
	['0', 0],
	['007', '007'],
	['-7', '-7'],
	['7.0', '7.0'],
	['9007199254740993', '9007199254740993'],
	['CRM-1', 'CRM-1'],
	['', ''],
])('the ID %j is %j', (text, id) => {
	expect(asId(text)).toBe(id);
});
