import htm from 'htm';
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { addressWith, close } from './address.js';
import { useLive } from './api.js';

export const html = htm.bind(h);

/** Time of day with milliseconds. */
export function Time({ at }) {
	if (at === undefined) return '';
	const date = new Date(at);
	const ms = String(date.getMilliseconds()).padStart(3, '0');
	return html`<time datetime=${date.toISOString()}>${date.toTimeString().slice(0, 8)}.${ms}</time>`;
}

/** A span of time as a person says it: 90 -> 1 min 30 s. */
export function duration(seconds) {
	const units = [
		['h', 3600],
		['min', 60],
		['s', 1],
	];
	const parts = [];
	let rest = Math.round(seconds);
	for (const [name, size] of units) {
		if (rest >= size) parts.push(`${Math.floor(rest / size)} ${name}`);
		rest %= size;
	}
	return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** A small word in a colour: good, bad, wait or none. */
export function Tag({ tone = '', children, title }) {
	return html`<span class="tag ${tone}" title=${title}>${children}</span>`;
}

/** The status of an answer. */
export function Status({ status }) {
	const tone = status >= 200 && status < 300 ? 'good' : 'bad';
	return html`<${Tag} tone=${tone}>${status}<//>`;
}

/** Names with their values; what is not known says so. */
export function Facts({ facts }) {
	return html`<dl>
		${Object.entries(facts).map(
			([name, value]) =>
				html`<dt>${name}</dt>
					<dd>${isNothing(value) ? html`<span class="soft">none</span>` : value}</dd>`,
		)}
	</dl>`;
}

const isNothing = (value) => value === undefined || value === null || value === '';

export function Json({ value }) {
	return html`<pre tabindex="0">${typeof value === 'string' ? prettier(value) : text(value)}</pre>`;
}

const text = (value) => JSON.stringify(value, null, 2);

/** JSON with line breaks; other text as it is. */
function prettier(raw) {
	try {
		return text(JSON.parse(raw));
	} catch {
		return raw;
	}
}

/** A link that opens something above the page. */
export function Open({ what, id, children }) {
	return html`<a href=${addressWith({ open: what, id: String(id) })}>${children}</a>`;
}

/** A link to a tab, e.g. `punchh="deliveries"`; what is open above the page closes. */
export function View({ children, ...tab }) {
	return html`<a href=${addressWith({ ...tab, open: '', id: '' })}>${children}</a>`;
}

/** Something above the page; Escape, the button or a click outside close it. */
export function Dialog({ title, narrow, children }) {
	const ref = useRef();
	useEffect(() => ref.current.showModal(), []);
	const closeOutside = (event) => event.target === ref.current && close();
	return html`<dialog
		ref=${ref}
		class=${narrow ? 'narrow' : ''}
		aria-label=${title}
		onClose=${close}
		onMouseDown=${closeOutside}
	>
		<header>
			<h1>${title}</h1>
			<button onClick=${close}>Close</button>
		</header>
		<div class="content">${children}</div>
	</dialog>`;
}

/** Tabs of which one is shown; which one stands in the address under `name`. */
export function Tabs({ name, tabs, chosen }) {
	return html`<div role="tablist" aria-label=${name}>
		${tabs.map(
			({ id, label, count }) =>
				html`<button
					role="tab"
					aria-selected=${String(id === chosen)}
					onClick=${() => (location.hash = addressWith({ [name]: id }))}
				>
					${label}${' '}${count !== undefined &&
					html`<span class="count">${count.toLocaleString()}</span>`}
				</button>`,
		)}
	</div>`;
}

const PAGE = 25;

/**
 * A long list, a page at a time.
 *
 * @param path a call that answers with `{ total, items }`
 * @param columns their headings
 * @param row from an item to the cells of its row
 * @param search what can be searched for; without it there is no field
 * @param filter something beside that field
 */
export function Pages({ path, subjects, columns, row, empty, search, filter }) {
	const [offset, setOffset] = useState(0);
	const [wanted, setWanted] = useState('');
	const query = new URLSearchParams({ offset, limit: PAGE, ...(search && { search: wanted }) });
	const { data, error } = useLive(`${path}${path.includes('?') ? '&' : '?'}${query}`, subjects);
	const find = (event) => {
		setOffset(0);
		setWanted(event.target.value);
	};
	return html`<div>
		${search &&
		html`<div class="row">
			<input type="search" placeholder=${search} aria-label=${search} onInput=${find} />${filter}
		</div>`}
		${error && html`<p class="problem">${error}</p>`}
		${data?.total === 0 && html`<p class="empty">${wanted === '' ? empty : 'Nothing found'}</p>`}
		${data?.total > 0 &&
		html`<div class="sideways">
			<table>
				<thead>
					<tr>
						${columns.map((name) => html`<th scope="col">${name}</th>`)}
					</tr>
				</thead>
				<tbody>
					${data.items.map(row)}
				</tbody>
			</table>
		</div>`}
		${data?.total > PAGE && html`<${Pager} total=${data.total} offset=${offset} go=${setOffset} />`}
	</div>`;
}

function Pager({ total, offset, go }) {
	const last = Math.min(total, offset + PAGE);
	return html`<nav class="row end" aria-label="Pages">
		<span class="soft">${offset + 1}–${last} of ${total.toLocaleString()}</span>
		<button disabled=${offset === 0} onClick=${() => go(Math.max(0, offset - PAGE))}>Newer</button>
		<button disabled=${last >= total} onClick=${() => go(offset + PAGE)}>Older</button>
	</nav>`;
}

/** A field with its name above. */
export function Field({ label, children, grow }) {
	return html`<label class="field ${grow ? 'grow' : ''}">${label}${children}</label>`;
}

/** Choices for a select. */
export function options(values, chosen) {
	return values.map(
		([value, label]) => html`<option value=${value} selected=${value === chosen}>${label}</option>`,
	);
}

/** The fields of a form as an object of texts. */
export function fieldsOf(form) {
	return Object.fromEntries(new FormData(form));
}

/** The value that a text is as JSON; the text itself when it is none. */
export function readJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
