import { setTimeout as sleep } from 'node:timers/promises';

import { fetchFresh } from '../../playground/fetchFresh';

/**
 * n8n reads the whole execution for each answer, so its page asks less and less often. It begins with
 * a second, which would be long for what takes no time.
 */
const POLL = { firstMs: 100, firstOfLongMs: 1_000, slower: 1.1 };

const LONG_MS = 600_000;

/** A form of n8n and the pages that follow it, gone through as n8n's own page does. */
export class FormRun {
	private constructor(private readonly url: URL) {}

	/**
	 * Hands a file to a form.
	 *
	 * @param headers what proves who hands it in
	 */
	static async upload(url: string, headers: Record<string, string>, csv: string): Promise<FormRun> {
		const body = fieldOf(new Blob([csv], { type: 'text/csv' }));
		const response = await fetchFresh(url, { method: 'POST', headers, body });
		const { formWaitingUrl } = (await response.json()) as { formWaitingUrl: string };
		return new FormRun(new URL(formWaitingUrl));
	}

	/**
	 * Waits for the next page.
	 *
	 * @returns its HTML
	 * @throws Error when the run has ended without one, or shows none in time
	 */
	async page(withinMs = 60_000): Promise<string> {
		const statusUrl = new URL(this.url);
		statusUrl.pathname += '/n8n-execution-status';
		const deadline = Date.now() + withinMs;
		const firstMs = withinMs > LONG_MS ? POLL.firstOfLongMs : POLL.firstMs;
		for (let pauseMs = firstMs; ; pauseMs *= POLL.slower) {
			const status = (await (await fetchFresh(statusUrl)).text()).trim();
			if (status === 'form-waiting') return await (await fetchFresh(this.url)).text();
			if (status === 'error' || status === 'success' || Date.now() > deadline) {
				throw new Error(`No page: the run is "${status}"`);
			}
			await sleep(pauseMs);
		}
	}

	/** Answers the one question of the page. */
	async answer(value: string): Promise<void> {
		const response = await fetchFresh(this.url, { method: 'POST', body: fieldOf(value) });
		if (!response.ok) throw new Error(`n8n: ${response.status} ${await response.text()}`);
	}

	/** The whole of a form with one question. */
	async goThrough(answer: string): Promise<void> {
		await this.page();
		await this.answer(answer);
		await this.page();
		await this.leave();
	}

	/** Lets the run go on once the last page is shown, as the page itself does. */
	async leave(): Promise<void> {
		const response = await fetchFresh(this.url, { method: 'POST', body: '[object Object]' });
		if (!response.ok) throw new Error(`n8n: ${response.status} ${await response.text()}`);
	}
}

function fieldOf(value: Blob | string): FormData {
	const form = new FormData();
	if (typeof value === 'string') form.append('field-0', value);
	else form.append('field-0', value, 'guests.csv');
	return form;
}

/** The file that a last page has the browser download, as text; undefined where it has none. */
export function downloadOf(page: string): string | undefined {
	const [, encoded] = /const binaries = "([^"]*)"/.exec(page) ?? [];
	const [file] = JSON.parse(decodeURIComponent(encoded || '[]')) as Array<{ data: string }>;
	return file && Buffer.from(file.data, 'latin1').toString('utf8');
}
