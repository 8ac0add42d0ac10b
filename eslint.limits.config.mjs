// How long a function and a file may be. A config of its own, because n8n's rules for nodes and
// credentials (eslint.config.mjs) have to stay as n8n gives them.
import tseslint from 'typescript-eslint';

/** Tables are as long as what they list; some tests are one table, with the few lines that run it. */
const TABLES = [
	'nodes/shared/values/phone/regions.ts',
	'nodes/shared/values/timeZone/names.ts',
	'test/fixtures/**',
	'test/mutants/rows/**',
	'test/parity/liquid/{byHand,choices}.ts',
	'test/nodes/Braze/actions/user/identifiers.requests.test.ts',
	'test/sandbox/braze/api/badInput.test.ts',
	'test/sandbox/punchh/api/{dashboardRefusals,effects,knobs,refusals}.test.ts',
];

const atMost = (max) => ['error', { max, skipBlankLines: false, skipComments: false }];

export default tseslint.config(
	{ ignores: ['dist/**', '**/node_modules/**', ...TABLES] },
	{
		files: ['**/*.{ts,js,mjs,cjs}'],
		languageOptions: { parser: tseslint.parser },
		rules: { 'max-lines': atMost(250), 'max-lines-per-function': atMost(40) },
	},
	{
		// A `describe` is a function that holds its tests.
		files: ['**/*.test.ts'],
		rules: { 'max-lines-per-function': 'off' },
	},
);
