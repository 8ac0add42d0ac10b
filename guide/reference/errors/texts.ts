import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { ROOT } from '../../../playground/paths';
import { Constants, textOf } from './constants';
import { isHidden, pairIn } from './places';

/** A text that a node can show, as it stands in the source. */
export interface ShownText {
	/** Below the clone. */
	file: string;
	text: string;
	/** What to do; '' if nothing is said. */
	hint: string;
}

/**
 * Every text of the files below some folders, in the order of the source.
 *
 * @param ofPanels texts of descriptions, which are no messages
 */
export function textsIn(folders: string[], ofPanels: string): ShownText[] {
	const constants = new Constants();
	const sources = folders.flatMap(sourcesIn);
	for (const source of sources) constants.read(source);
	return sources
		.flatMap((source) => textsOf(source, constants))
		.filter(
			({ text, hint }) => hint !== '' || !(constants.isUsed(text) || ofPanels.includes(text)),
		);
}

/** Tables of names, which are no messages. */
const NAMES = /timeZone\/names|phone\/regions|events\/(kinds|families)|propertyTable/;

function sourcesIn(folder: string): ts.SourceFile[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !NAMES.test(file))
		.sort()
		.map((name) => {
			const file = `${folder}/${name.replaceAll('\\', '/')}`;
			const text = readFileSync(join(ROOT, file), 'utf8');
			return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
		});
}

function textsOf(source: ts.SourceFile, constants: Constants): ShownText[] {
	const found: ShownText[] = [];
	const add = (text: string, hint = '') =>
		void found.push({ file: source.fileName, text: tidy(text), hint: tidy(hint) });
	const taken = new Set<ts.Node>();
	const visit = (node: ts.Node): void => {
		if (taken.has(node) || isHidden(node)) return;
		const { problem, named, hint } = pairIn(node) ?? {};
		const texts = named ?? (problem && wordsIn(problem, constants)) ?? [];
		const hints = hint === undefined ? [] : wordsIn(hint, constants);
		if (texts.length > 0 && (named === undefined || hints.length > 0)) {
			for (const text of texts) add(text, hints.join(' / '));
			for (const part of [problem, hint]) if (part !== undefined) taken.add(part);
		}
		const text = textOf(node);
		if (text === undefined) ts.forEachChild(node, visit);
		else if (isSentence(text)) add(text);
	};
	visit(source);
	return found;
}

/** What is said in an expression that is known to be a message, whichever part of it is chosen. */
function wordsIn(node: ts.Node, constants: Constants): string[] {
	const text = textOf(node) ?? constants.of(node);
	if (text !== undefined) return /\p{L}.* ./u.test(text) ? [text] : [];
	const found: string[] = [];
	ts.forEachChild(node, (child) => void found.push(...wordsIn(child, constants)));
	return found;
}

/** Words that no name or list of names has. */
const OF_SENTENCES =
	/\b(a|an|and|are|as|be|by|for|from|has|have|in|is|it|no|not|of|on|or|so|than|the|to|was|with)\b/;

/** Whether a text anywhere in the source is a message: a sentence, or most of one. */
function isSentence(text: string): boolean {
	return text.split(' ').length >= 4 && OF_SENTENCES.test(text) && !/[{}$]|=>/.test(text);
}

function tidy(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
