import { useLive } from './api.js';
import { Words } from './answer.js';
import { Dialog, html, Json, Open, Pages, Status, Tag, Time } from './pieces.js';

export const VENDORS = { punchh: 'Punchh', braze: 'Braze' };

/** What was done on purpose to an answer. */
export function Fault({ fault }) {
	if (fault === undefined) return '';
	const words =
		'delayMs' in fault
			? `held back ${fault.delayMs} ms`
			: 'cut' in fault
				? `connection cut ${fault.cut} it was applied`
				: 'answered by a fault';
	return html`<${Tag} tone="wait">${words}<//>`;
}

/** Calls that one side got, the newest first. */
export function Requests({ side }) {
	return html`<${Pages}
		path=${`/${side}/requests`}
		subjects=${[side]}
		columns=${['Time', 'Call', 'Answer']}
		empty=${`Nobody has called ${VENDORS[side]} yet. Its URL is shown above; the keys were printed where the sandbox was started.`}
		row=${({ number, at, method, url, status, fault, refusal, purpose, objects }) =>
			html`<tr key=${number}>
				<td class="time"><${Time} at=${at} /></td>
				<td>
					<${Open} what=${`${side}Request`} id=${number}>${method} ${url}<//>
					${purpose && html`<div class="soft">${purpose}</div>`}
				</td>
				<td>
					<div class="tags">
						<${Status} status=${status} />
						${objects?.taken > 0 && html`<${Tag} tone="good">${objects.taken} taken<//>`}
						${objects?.refused > 0 && html`<${Tag} tone="bad">${objects.refused} refused<//>`}
						${objects?.withoutEffect > 0 &&
						html`<${Tag} tone="wait" title="Taken, but no profile was found or made">
							${objects.withoutEffect} without effect
						<//>`}
						${objects?.drops > 0 && html`<${Tag} tone="wait">${objects.drops} dropped silently<//>`}
						<${Fault} fault=${fault} />
					</div>
					<${Words} answer=${refusal} />
				</td>
			</tr>`}
	/>`;
}

/** One call with its body, its answer, and what became of each object. */
export function Request({ side, id }) {
	const { data, error } = useLive(`/${side}/requests/${id}`, [side]);
	return html`<${Dialog} title=${`Call ${id} of ${VENDORS[side]}`}>
		${error && html`<p class="problem">${error}</p>`}
		${data &&
		html`<div class="stack">
			<div class="row">
				<code>${data.method} ${data.url}</code><${Status} status=${data.status} /><${Fault}
					fault=${data.fault}
				/>
			</div>
			${data.purpose && html`<p class="soft">${data.purpose}</p>`}
			${data.objects?.length > 0 &&
			html`<div>
				<h3>What became of each object</h3>
				<${Verdicts} objects=${data.objects} />
			</div>`}
			<h3>Body</h3>
			<${Json} value=${data.body} />
			<h3>Answer</h3>
			<${Json} value=${data.answer} />
		</div>`}
	<//>`;
}

function Verdicts({ objects }) {
	return html`<table>
		<thead>
			<tr>
				<th>Object</th>
				<th>Verdict</th>
				<th>Content</th>
			</tr>
		</thead>
		<tbody>
			${objects.map(
				({ array, index, object, ...verdict }) =>
					html`<tr>
						<td class="mono whole">${array}[${index}]</td>
						<td><${Verdict} ...${verdict} /></td>
						<td class="mono">${JSON.stringify(object)}</td>
					</tr>`,
			)}
		</tbody>
	</table>`;
}

/** Whether an object was taken, and what Braze would not have told. */
export function Verdict({ taken, unread, effect, reason, drops = [] }) {
	if (unread) return html`<${Tag} title="The request failed as a whole">not looked at<//>`;
	return html`<div class="tags">
		<${Tag} tone=${taken ? 'good' : 'bad'}>${taken ? 'taken' : 'refused'}<//>
		${taken && effect === false && html`<${Tag} tone="wait">no profile found or made<//>`}
		${reason && html`<span class="problem">${reason}</span>`}
		${drops.map((drop) => html`<span class="soft">dropped silently: ${drop}</span>`)}
	</div>`;
}
