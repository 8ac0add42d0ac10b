import { DOCUMENTED, INVENTED as BRAZE } from '../braze/api/wordings';
import { GUESSES } from '../braze/webhooks/liquid/filters/braze';
import { PRESETS, type Preset } from '../faults/presets';
import { INVENTED as PUNCHH, INVENTED_TEXTS as PUNCHH_TEXTS } from '../punchh/api/invented';
import { CLIENT_REASONS, DEFAULT_CLIENT } from '../punchh/webhooks/clients';
import { NOTICES } from '../punchh/webhooks/lifecycle';

type Row = [side: string, name: string, status: number | '', text: string];

const HEAD = `# What the sandbox says in words of its own

${[
	'No page of the vendors documents these statuses and wordings, so an integration must not lean on them.',
	'Made from the code by `npx tsx sandbox/overview/invented.ts > sandbox/INVENTED.md`; a test tells when it is old.',
	'A missing status stands for one that is documented, or for a text inside an answer.',
].join(' ')}
`;

/** All of it as one table in Markdown. */
export function inventedTable(): string {
	const rows: Row[] = [
		...Object.entries(PUNCHH).map(([name, answer]) => punchhRow(name, answer)),
		...textRows('Punchh', PUNCHH_TEXTS),
		...textRows('Punchh, mail to the admin', NOTICES),
		...textRows('Braze', BRAZE),
		...Object.entries<Preset>(PRESETS).flatMap(([name, preset]) => presetRow(name, preset)),
	];
	const lines = [['from', 'name in the code', 'status', 'words'], Array(4).fill('---'), ...rows];
	return `${HEAD}\n${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n${senderPart()}${liquidPart()}`;
}

const JSON_REASON =
	'- `json` is `asSampled`: the samples on the pages have amounts as numbers and times without fractions.';

/** How Punchh's calls look at first, where any client of Ruby is as likely. */
function senderPart(): string {
	const reasons = Object.entries(CLIENT_REASONS).map(
		([knob, reason]) =>
			`- \`${knob}\` is \`${DEFAULT_CLIENT[knob as keyof typeof DEFAULT_CLIENT]}\`: ${reason}.`,
	);
	return `\n## How Punchh's webhooks look\n\nA Rails application sends them; which client it uses is a knob.\n\n${[...reasons, JSON_REASON].join('\n')}\n`;
}

/** What Braze's own filters do where no page says it; Liquid's are compared with Ruby's. */
function liquidPart(): string {
	const lines = Object.entries(GUESSES).map(([filters, does]) => `- \`${filters}\` ${does}.`);
	return `\n## What Braze's own Liquid filters do\n\n${lines.join('\n')}\n`;
}

function punchhRow(name: string, answer: unknown): Row {
	const { status, body } = filled(answer) as { status: number; body?: unknown };
	return ['Punchh', name, status, body === undefined ? '' : code(JSON.stringify(body))];
}

function textRows(side: string, texts: Record<string, unknown>): Row[] {
	return Object.entries(texts).map(([name, text]) => [side, name, '', code(String(filled(text)))]);
}

/** Answers that a fault gives in the vendor's place. */
function presetRow(name: string, { side, fault }: Preset): Row[] {
	if (!('status' in fault) || fault.body === undefined) return [];
	const words = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body);
	if (words.includes(DOCUMENTED.forbidden)) return [];
	const text = words.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
	return [
		[`a fault of ${side === 'braze' ? 'Braze' : 'Punchh'}`, name, fault.status, code(text.trim())],
	];
}

/** What is put together from values, with dots in their places. */
function filled(text: unknown): unknown {
	if (typeof text !== 'function') return text;
	return (text as (...values: string[]) => unknown)(...Array<string>(text.length).fill('...'));
}

function code(text: string): string {
	return `\`${text.replaceAll('|', '\\|')}\``;
}

if (require.main === module) process.stdout.write(inventedTable());
