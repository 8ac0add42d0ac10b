import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../.github/workflows');

/** The part of a YAML text below a key, by its indentation; '' where there is none. */
function below(text: string, key: string): string {
	const lines = text.split('\n');
	const start = lines.findIndex((line) => line.trim().startsWith(`${key}:`));
	if (start < 0) return '';
	const indent = lines[start].search(/\S/);
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
	return [lines[start], ...(end < 0 ? rest : rest.slice(0, end))].join('\n');
}

const withoutComments = (text: string) => text.replace(/(^|\s)#.*$/gm, '');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** The settings of a workflow outside of its jobs. */
const topOf = (text: string) => text.slice(0, text.indexOf('\njobs:'));

describe.each(readdirSync(FOLDER))('%s', (name) => {
	const given = read(name);
	const text = withoutComments(given);

	test('pins every action by its commit, and says which version that is', () => {
		const uses = given.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
		expect(uses.length).toBeGreaterThan(0);
		for (const line of uses) {
			expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	test('says what its token may do: read the source at most, unless a job says more', () => {
		const permissions = below(topOf(text), 'permissions');
		expect(permissions.replace(/\s+/g, ' ').trim()).toMatch(/^permissions: (\{\}|contents: read)$/);
		expect(text).not.toMatch(/write-all|pull_request_target|secrets\./);
		expect(text.match(/: write/g) ?? []).toHaveLength(name === 'publish.yml' ? 1 : 0);
	});

	test('leaves no token behind in the checkout', () => {
		const checkouts = text.split('actions/checkout@').slice(1);
		for (const after of checkouts) {
			expect(after.split(/\n\s*- /)[0]).toMatch(/persist-credentials: false/);
		}
	});
});

describe('publishing', () => {
	const text = withoutComments(read('publish.yml'));
	const build = below(text, 'build');
	const publish = below(text, 'publish');

	test('the job that runs our code and that of others has no token to publish with', () => {
		expect(build).toMatch(/npm run lint[\s\S]*npm test[\s\S]*npm pack/);
		expect(build).not.toMatch(/id-token|environment:|npm publish|cache:/);
		expect(below(build, 'permissions').trim()).toMatch(/^permissions:\s+contents: read$/);
	});

	test('the job that publishes waits for a reviewer and runs nothing but npm, without scripts', () => {
		expect(publish).toMatch(/needs: build/);
		expect(publish).toMatch(/environment: npm/);
		expect(below(publish, 'permissions').trim()).toMatch(/^permissions:\s+id-token: write$/);
		const runs = publish.split('\n').filter((line) => /^\s*(- )?run:/.test(line));
		expect(runs.map((line) => line.trim())).toEqual([
			'- run: npm publish ./packed/*.tgz --ignore-scripts --provenance --access public',
		]);
		expect(publish).not.toMatch(/actions\/checkout|npm (ci|install|test|run|pack)/);
	});
});

test('a pull request is told of dependencies with known vulnerabilities', () => {
	const job = below(withoutComments(read('ci.yml')), 'dependencies');
	expect(job).toMatch(/github\.event_name == 'pull_request'/);
	expect(job).toMatch(/actions\/dependency-review-action@/);
});
