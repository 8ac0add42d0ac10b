import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { BrazeTrigger } from '../../nodes/Braze/BrazeTrigger.node';
import { readMessage, toBrazeItem } from '../../nodes/Braze/trigger/readMessage';
import { BODY_TEMPLATES, signed } from '../../nodes/Braze/trigger/templates';
import { toPunchhItem } from '../../nodes/Punchh/events/envelope';
import { SAMPLES } from '../../nodes/Punchh/events/samples';
import { PunchhTrigger } from '../../nodes/Punchh/PunchhTrigger.node';
import { credentialLink, credentialName } from './credentials';
import { fromHtml, jsonBlock, page, sentence } from './markdown';
import { LongLists, parameterList } from './parameters';

/** The pages of the triggers: file -> text. */
export function triggerPages(): Record<string, string> {
	return { 'punchh-trigger.md': punchhTriggerPage(), 'braze-trigger.md': brazeTriggerPage() };
}

function head({ displayName, description, credentials = [] }: INodeTypeDescription, guide: string) {
	const links = credentials.map(({ name }) => `[${credentialName(name)}](${credentialLink(name)})`);
	return [
		`# ${displayName}`,
		`${sentence(fromHtml(ofTrigger(description)))} How to set it up, and what is answered: ${guide}.`,
		`Credential: ${links.join(', ')}.`,
	];
}

/** The description without what it says of the actions, for n8n's panel. */
function ofTrigger(description: string): string {
	const said = description.slice(description.lastIndexOf(';') + 1).trim();
	return `${said[0].toUpperCase()}${said.slice(1)}`;
}

function parametersOf({ properties }: INodeTypeDescription, longLists: LongLists): string[] {
	return [
		'## Parameters',
		parameterList(
			properties.filter((one) => !isTemplate(one)),
			longLists,
		),
	];
}

/** A field that only holds a text to copy. */
function isTemplate({ default: text }: INodeProperties): boolean {
	return typeof text === 'string' && text.includes('\n');
}

function punchhTriggerPage(): string {
	const { description } = new PunchhTrigger();
	const longLists = new LongLists();
	const item = toPunchhItem(structuredClone(SAMPLES.reward) as never, 0);
	return page([
		...head(description, '[events from Punchh, each one once](../punchh-trigger.md)'),
		...parametersOf(description, longLists),
		'## Output',
		'One item for each event. A reward, from the sample of the panel (the fields of other events: [the event dictionary](events.md)):',
		jsonBlock(item),
		...longLists.parts(),
	]);
}

/** What Braze would send of the Canvas template. */
const MESSAGE = {
	event: 'Win-back, step 1',
	canvas_id: '91c0c7de-3f52-4d0c-8a52-7be6d1e2b001',
	canvas_name: 'Lapsed Guest Win-Back',
	message_id: '1',
	dispatch_id: 'd41d8cd98f00b204e9800998ecf8427e',
	external_id: 'CRM-000917',
	braze_id: '',
	email: 'mara.lind@example.com',
	phone: '',
	properties: { punchh_user_id: '730415', sent_by: '' },
};

function brazeTriggerPage(): string {
	const { description } = new BrazeTrigger();
	const longLists = new LongLists();
	const call = { rawBody: Buffer.from(JSON.stringify(MESSAGE)), contentType: '', query: {} };
	return page([
		...head(description, '[messages from campaigns and Canvases](../braze-trigger.md)'),
		...parametersOf(description, longLists),
		'## Bodies to copy into Braze',
		'What _Body to Copy Into Braze_ shows, for each choice of _Template For_.',
		...BODY_TEMPLATES.flatMap(({ name, description: about, text }) => [
			`### ${name}`,
			`${sentence(about)}`,
			`\`\`\`liquid\n${text}\n\`\`\``,
		]),
		'### With a signature',
		'With _Template With Signature_, each of them goes inside this; for a Canvas step:',
		`\`\`\`liquid\n${signed(BODY_TEMPLATES.at(-1)!.text)}\n\`\`\``,
		'## Output',
		'One item for each message. This came from a body of the Canvas template:',
		jsonBlock(toBrazeItem(readMessage(call))),
		...longLists.parts(),
	]);
}
