import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { ROOT } from '../../playground/paths';

/** Records 100,000 items in n8n's engine: a test that `npm test` runs with fewer looks at the heap. */
export async function run(): Promise<void> {
	const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const args = [jest, '--config', 'jest.fuzz.config.js', '--verbose', 'track/large'];
	execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
}
