import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { MUTANTS } from './rows';
import { expectInSource } from './workspace';

const TESTS = readdirSync(join(__dirname, '..'), { recursive: true, encoding: 'utf8' }).filter(
	(file) => file.endsWith('.test.ts'),
);

test('what each deliberate break replaces stands in the source, once', async () => {
	await expect(expectInSource(MUTANTS)).resolves.toBeUndefined();
});

test('each names tests that there are', () => {
	const named = MUTANTS.flatMap(({ tests }) => tests);
	expect(named.filter((part) => !TESTS.some((file) => file.includes(part)))).toEqual([]);
});
