import { useState } from 'preact/hooks';

import { ask, useLive, useOrder } from './api.js';
import { Dialog, Field, fieldsOf, html, options, readJson, Tag } from './pieces.js';
import { VENDORS } from './requests.js';

/** The rules that disturb answers. */
export function Faults() {
	const { data: rules = [] } = useLive('/faults', ['faults', 'punchh', 'braze']);
	const { data: presets = {} } = useLive('/faults/presets', []);
	const { run, problem } = useOrder();
	const add = async (rule) => await run(async () => await ask('POST', '/faults', rule));
	return html`<${Dialog} title="Faults">
		<div class="stack">
			<p class="soft">
				Each request that fits a rule is disturbed. Of several rules the oldest counts. Leave "how
				many" and "share" empty for every request.
			</p>
			<${RuleForm} add=${add} presets=${presets} />
			${problem && html`<p class="problem" role="alert">${problem}</p>`}
			${rules.length === 0 && html`<p class="empty">No rule: both answer as they should</p>`}
			${rules.length > 0 &&
			html`<div class="sideways">
				<table>
					<thead>
						<tr>
							<th>Where</th>
							<th>What</th>
							<th>How often</th>
							<th>Happened</th>
							<th></th>
						</tr>
					</thead>
					<tbody>
						${rules.map((rule) => html`<${RuleRow} key=${rule.id} rule=${rule} run=${run} />`)}
					</tbody>
				</table>
			</div>`}
			${rules.length > 1 &&
			html`<div class="row end">
				<button onClick=${() => run(async () => await ask('DELETE', '/faults'))}>Remove all</button>
			</div>`}
		</div>
	<//>`;
}

function RuleRow({ rule, run }) {
	const { id, side, method, path, fault, count, share, hits } = rule;
	const often = [
		share === undefined ? 'every request' : `${Math.round(share * 1000) / 10} % of the requests`,
		count === undefined ? '' : `${count} times at most`,
	];
	return html`<tr>
		<td>${VENDORS[side]} <code>${method} ${path === '*' ? 'every path' : path}</code></td>
		<td class="mono">${describe(fault)}</td>
		<td>${often.filter(Boolean).join(', ')}</td>
		<td>${hits} ${count !== undefined && hits >= count && html`<${Tag}>used up<//>`}</td>
		<td>
			<button
				class="plain danger"
				onClick=${() => run(async () => await ask('DELETE', `/faults/${id}`))}
			>
				Remove
			</button>
		</td>
	</tr>`;
}

function describe(fault) {
	if ('delayMs' in fault) return `answer ${fault.delayMs} ms late`;
	if ('cut' in fault) return `connection cut ${fault.cut} the request is applied`;
	return `${fault.status} ${typeof fault.body === 'string' ? fault.body.slice(0, 60) : JSON.stringify(fault.body ?? '')}`;
}

const OWN = '';

function RuleForm({ add, presets }) {
	const [preset, setPreset] = useState(OWN);
	const [kind, setKind] = useState('status');
	const named = Object.entries(presets).map(([name, { label }]) => [name, label]);
	const submit = (event) => {
		event.preventDefault();
		void add(ruleOf(fieldsOf(event.target), preset, kind));
	};
	return html`<form class="stack" onSubmit=${submit}>
		<div class="row bottom">
			<${Field} label="Fault" grow>
				<select name="preset" onChange=${({ target }) => setPreset(target.value)}>
					${options([[OWN, 'One of my own ...'], ...named], preset)}
				</select>
			<//>
			${preset === OWN &&
			html`<${Field} label="Side">
				<select name="side">
					${options([
						['braze', 'Braze'],
						['punchh', 'Punchh'],
					])}
				</select>
			<//>`}
			<${Field} label="Path, * for all that begin so"><input name="path" required value="*" /><//>
			<${Field} label="How many"><input name="count" type="number" min="1" /><//>
			<${Field} label="Share, 0 to 1"
				><input name="share" type="number" min="0" max="1" step="any"
			/><//>
			<button class="main">Add</button>
		</div>
		${preset === OWN && html`<${OwnFault} kind=${kind} setKind=${setKind} />`}
	</form>`;
}

function OwnFault({ kind, setKind }) {
	const kinds = [
		['status', 'Answer in its place'],
		['delayMs', 'Answer late'],
		['before', 'Cut before it is applied'],
		['after', 'Cut after it is applied'],
	];
	return html`<div class="row bottom">
		<${Field} label="What happens">
			<select onChange=${({ target }) => setKind(target.value)}>
				${options(kinds, kind)}
			</select>
		<//>
		${kind === 'status' &&
		html`<${Field} label="Status"
				><input name="status" type="number" min="200" max="599" value="503" required
			/><//>
			<${Field} label="Body" grow><input name="body" placeholder="text, HTML or JSON" /><//>`}
		${kind === 'delayMs' &&
		html`<${Field} label="Milliseconds"
			><input name="delayMs" type="number" min="1" value="5000" required
		/><//>`}
	</div>`;
}

function ruleOf({ side, path, count, share, status, body, delayMs }, preset, kind) {
	const often = {
		...(count && { count: Number(count) }),
		...(share && { share: Number(share) }),
	};
	if (preset !== OWN) return { preset, path, ...often };
	const faults = {
		status: () => ({ status: Number(status), body: readBody(body) }),
		delayMs: () => ({ delayMs: Number(delayMs) }),
		before: () => ({ cut: 'before' }),
		after: () => ({ cut: 'after' }),
	};
	return { side, path, ...often, fault: faults[kind]() };
}

/** A JSON object is sent as such; other text as it is. */
function readBody(text) {
	const body = readJson(text);
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : text;
}
