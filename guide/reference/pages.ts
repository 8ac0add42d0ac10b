import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazeTrigger } from '../../nodes/Braze/BrazeTrigger.node';
import { Punchh } from '../../nodes/Punchh/Punchh.node';
import { PunchhTrigger } from '../../nodes/Punchh/PunchhTrigger.node';
import { CREDENTIALS, CREDENTIALS_PAGE, credentialsPage } from './credentials';
import { errorsPage } from './errors/page';
import { eventsPage } from './events/page';
import { page, table } from './markdown';
import { operationIndex, operationPages } from './operations';
import { sampleOutputs } from './outputs';
import { triggerPages } from './triggers';

/** Says on each page where it comes from. */
const MADE_BY =
	'<!-- Made by `npm run reference` from the descriptions and tables in the source. Change those, not this. -->';

/**
 * The reference: file in docs/reference -> text, the same whenever the source is the same.
 *
 * @throws Error if an operation has no sample output
 */
export async function referencePages(): Promise<Record<string, string>> {
	const outputs = await sampleOutputs();
	const pages = {
		'README.md': indexPage(),
		...operationPages(outputs),
		...triggerPages(),
		[CREDENTIALS_PAGE]: credentialsPage(),
		'events.md': eventsPage(),
		'errors.md': errorsPage(ofPanels()),
	};
	return Object.fromEntries(
		Object.entries(pages).map(([file, text]) => [file, `${MADE_BY}\n\n${text}`]),
	);
}

/** Everything that the editor shows of nodes and credentials when nothing has run yet. */
function ofPanels(): string {
	const nodes = [Braze, BrazeTrigger, Punchh, PunchhTrigger].map((Node) => new Node().description);
	return textsWithin([...nodes, ...CREDENTIALS]).join('\n');
}

function textsWithin(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsWithin);
}

function indexPage(): string {
	return page([
		'# Reference',
		'Every operation, parameter and output, as the nodes themselves describe them. How to do things with them: [the guide](../README.md).',
		operationIndex(),
		table(
			['Also', 'What it has'],
			[
				['[Punchh Trigger](punchh-trigger.md)', 'Parameters and output'],
				['[Braze Trigger](braze-trigger.md)', 'Parameters, bodies to copy into Braze, output'],
				[`[Credentials](${CREDENTIALS_PAGE})`, 'What each of them asks for'],
				['[Event dictionary](events.md)', 'Each kind of Punchh event, and what it is in Braze'],
				['[Errors and what to do](errors.md)', 'Every message that these nodes can show'],
			],
		),
	]);
}
