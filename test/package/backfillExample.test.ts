import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { join } from 'node:path';

interface Workflow {
	nodes: Array<{ name: string; parameters: { jsCode?: string } }>;
}

const EXAMPLE = join(__dirname, '../../examples/backfill-external-ids.json');
const { nodes } = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Workflow;
const { jsCode } = nodes.find(({ name }) => name === 'Not done yet')!.parameters;

type Row = [email: string, id: string | number];

/** The rows of a file that are sent, after others were done; the table may give those in any order. */
function sent(file: Row[], done: Row[]): Row[] {
	const read = file.map(([email, id]) => ({ json: { email, crm_id: id } }));
	const table = done
		.map(([email, external_source_id], id) => ({ json: { id, email, external_source_id } }))
		.reverse();
	const $ = (node: string) => ({ all: () => (node === 'Read CSV' ? read : table) });
	const rows = runInNewContext(`(() => { ${jsCode} })()`, { $ }) as typeof read;
	return rows.map(({ json }) => [json.email, json.crm_id]);
}

const A = 'a@example.com';

test.each<[string, Row[], Row[], Row[]]>([
	['who is done', [[A, 'X']], [[A, 'X']], []],
	['who is done, and whose ID looks like a number', [[A, 7]], [[A, '7']], []],
	['who gets another ID', [[A, 'Y']], [[A, 'X']], [[A, 'Y']]],
	[
		'who gets back an earlier ID',
		[[A, 'X']],
		[
			[A, 'X'],
			[A, 'Y'],
		],
		[[A, 'X']],
	],
	[
		'with two rows',
		[
			[A, 'X'],
			['A@example.com ', 'Y'],
		],
		[],
		[['A@example.com ', 'Y']],
	],
	[
		'with two rows, in a file that was sent before',
		[
			[A, 'X'],
			[A, 'Y'],
		],
		[[A, 'Y']],
		[],
	],
])('Backfill external IDs: a guest %s', (_who, file, done, expected) => {
	expect(sent(file, done)).toEqual(expected);
});
