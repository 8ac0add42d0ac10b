import type { IDataObject } from 'n8n-workflow';

import { accepted, type EntryResult } from '../../bulk/types';

/**
 * Reads an answer about external IDs, which lists those that it changed and, apart from them, texts
 * about those that it did not.
 *
 * @param ids the IDs of the entry, any of which may stand in the answer
 */
export function readChangedIds(changed: unknown, errors: unknown, ids: string[]): EntryResult {
	const texts = Array.isArray(errors) ? errors.map(flatText) : [];
	const isListed = Array.isArray(changed) && changed.some((id) => ids.includes(String(id)));
	if (texts.length === 0 || isListed) return accepted();

	const about = texts.filter((text) => ids.some((id) => words(text).includes(id)));
	if (about.length > 0) return { kind: 'rejected', reason: about.join('; ') };
	return {
		kind: 'unknown',
		reason: `${texts.join('; ')} (Braze did not say which external ID it means)`,
	};
}

/** An error is a text or a list of texts. */
function flatText(error: unknown): string {
	if (typeof error === 'string') return error;
	if (Array.isArray(error)) return error.map(flatText).join(' ');
	return Object.values((error ?? {}) as IDataObject)
		.map(flatText)
		.join(' ');
}

function words(text: string): string[] {
	return text.split(/[\s'",:;()[\]{}]+/);
}
