// Rules for what is not shipped: sandbox, playground, tests, scripts.
// The shipped code is linted with n8n's own rules (eslint.config.mjs), which forbid Node's built-ins.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const BROWSER = [
	...['document', 'location', 'confirm', 'addEventListener', 'removeEventListener'],
	...['fetch', 'EventSource', 'FormData', 'URLSearchParams', 'setTimeout'],
];

export default tseslint.config(
	{ ignores: ['dist/**', '**/node_modules/**'] },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
	},
	{
		// The page of the sandbox runs in a browser as it stands.
		files: ['sandbox/page/**/*.js'],
		extends: [js.configs.recommended],
		languageOptions: {
			globals: Object.fromEntries(BROWSER.map((name) => [name, 'readonly'])),
		},
	},
);
