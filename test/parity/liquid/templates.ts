import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BODY_TEMPLATES, signed } from '../../../nodes/Braze/trigger/templates';
import { BRAZE_MESSAGE } from '../../../sandbox/braze/seed';

const ROOT = join(__dirname, '../../..');

/** A template that we give users, and where it stands. */
export interface OwnTemplate {
	place: string;
	template: string;
	/** Of a signed one the part behind its first line is. */
	isJson: boolean;
}

/** Every template that the panel, the guides, the examples and the sandbox's page show. */
export function ourTemplates(): OwnTemplate[] {
	return [...ofPanel(), ...ofGuides(), ...ofExamples(), ofPage()];
}

function ofPanel(): OwnTemplate[] {
	return BODY_TEMPLATES.flatMap(({ value, text }) => [
		{ place: `panel, ${value}`, template: text, isJson: true },
		{ place: `panel, ${value}, signed`, template: signed(text), isJson: false },
	]);
}

function ofGuides(): OwnTemplate[] {
	const guides = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
	return ['README.md', 'examples/README.md', ...guides.map((file) => `docs/${file}`)].flatMap(
		(file) => {
			const blocks = readFileSync(join(ROOT, file), 'utf8').matchAll(/```liquid\n([^]*?)```/g);
			return [...blocks].map(([, template]) => ({
				...{ place: file, template },
				isJson: template.trim().startsWith('{ ') || template.trim().startsWith('{\n'),
			}));
		},
	);
}

/** Texts inside the examples that have Braze's names in them. */
function ofExamples(): OwnTemplate[] {
	const files = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.json'));
	return files.flatMap((file) => {
		const found: OwnTemplate[] = [];
		JSON.parse(readFileSync(join(ROOT, 'examples', file), 'utf8'), (_key, value: unknown) => {
			if (typeof value !== 'string' || !/\{\{[^}]*\$\{/.test(value)) return value;
			const blocks = [...value.matchAll(/```\w*\n([^]*?)```/g)].map(([, block]) => block);
			const templates = blocks.length > 0 ? blocks : [value];
			for (const template of templates) {
				found.push({ place: file, template, isJson: template.trim().startsWith('{') });
			}
			return value;
		});
		return found;
	});
}

function ofPage(): OwnTemplate {
	return { place: 'the page', template: BRAZE_MESSAGE.body, isJson: true };
}
