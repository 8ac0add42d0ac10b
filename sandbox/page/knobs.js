import { useState } from 'preact/hooks';

import { ask, useLive, useOrder } from './api.js';
import { Dialog, html, options, readJson, Tag } from './pieces.js';

const GROUPS = {
	punchh: "Punchh's API",
	punchhWebhooks: "Punchh's webhooks",
	braze: "Braze's API",
	brazeWebhooks: "Braze's webhooks",
};

/**
 * What no page of the vendors says, or what differs from one account to another: first what may differ
 * in the account that somebody has, then, folded, what those look for who develop an integration.
 */
export function Knobs() {
	const { data = {} } = useLive('/knobs', ['knobs']);
	const { run, problem } = useOrder();
	const [wanted, setWanted] = useState('');
	const turn = async (group, name, value) =>
		await run(async () => await ask('PATCH', '/knobs', { [group]: { [name]: value } }));
	const all = Object.entries(data).flatMap(([group, knobs]) =>
		Object.entries(knobs).map(([name, knob]) => ({ group, name, knob })),
	);
	const found = all.filter((one) => textOf(one).includes(wanted.trim().toLowerCase()));
	const [first, further] = [true, false].map((is) => found.filter(({ knob }) => knob.first === is));
	return html`<${Dialog} title="Knobs">
		<div class="stack">
			<p class="soft">
				What the vendors' pages leave open, contradict each other in, or what differs between
				accounts. Reset turns all of them back.
			</p>
			<input
				type="search"
				placeholder="Find a knob"
				aria-label="Find a knob"
				onInput=${({ target }) => setWanted(target.value)}
			/>
			${problem && html`<p class="problem" role="alert">${problem}</p>`}
			${found.length === 0 && html`<p class="empty">No knob has these words</p>`}
			<${Groups} knobs=${first} turn=${turn} />
			${further.length > 0 &&
			html`<details open=${wanted !== '' || further.some(isTurned)}>
				<summary>${further.length} for those who develop an integration</summary>
				<${Groups} knobs=${further} turn=${turn} />
			</details>`}
		</div>
	<//>`;
}

const textOf = ({ group, name, knob }) => `${GROUPS[group]} ${name} ${knob.about}`.toLowerCase();

const isTurned = ({ knob: { value, initial } }) =>
	JSON.stringify(value) !== JSON.stringify(initial);

/** Knobs below the name of the part that has them. */
function Groups({ knobs, turn }) {
	const groups = [...new Set(knobs.map(({ group }) => group))];
	return groups.map(
		(group) =>
			html`<section key=${group}>
				<h2>${GROUPS[group] ?? group}</h2>
				<table class="stacked">
					<tbody>
						${knobs
							.filter((one) => one.group === group)
							.map((one) => html`<${Row} key=${one.name} ...${one} turn=${turn} />`)}
					</tbody>
				</table>
			</section>`,
	);
}

function Row({ group, name, knob, turn }) {
	const turnTo = (value) => turn(group, name, value);
	return html`<tr>
		<td>
			${knob.about}
			<div class="mono soft">${name}</div>
		</td>
		<td class="knob">
			<${Knob} name=${name} knob=${knob} turn=${turnTo} />
			${isTurned({ knob }) && html`<${Turned} ...${knob} turn=${turnTo} />`}
		</td>
	</tr>`;
}

/** Says that a knob is not as it was at the start, and turns it back. */
function Turned({ initial, turn }) {
	return html`<div class="row">
		<${Tag} tone="wait">turned<//>
		<button
			class="plain"
			title=${`Back to ${JSON.stringify(initial)}`}
			onClick=${() => turn(initial)}
		>
			Undo
		</button>
	</div>`;
}

/** What a knob is turned with. Fields take their value once: a new reading must not undo typing. */
const CONTROLS = {
	choice: ({ name, value, choices, change }) =>
		html`<select
			aria-label=${name}
			value=${value}
			onChange=${change(({ value: chosen }) => chosen)}
		>
			${options(
				choices.map((choice) => [choice, choice]),
				value,
			)}
		</select>`,
	switch: ({ name, value, change }) =>
		html`<label class="check">
			<input
				type="checkbox"
				aria-label=${name}
				checked=${value}
				onChange=${change(({ checked }) => checked)}
			/>
			${value ? 'yes' : 'no'}
		</label>`,
	number: ({ name, value, change }) =>
		html`<input
			key=${value}
			type="number"
			step="any"
			aria-label=${name}
			defaultValue=${value}
			onChange=${change(({ value: text }) => Number(text))}
		/>`,
	text: ({ name, value, change }) =>
		html`<input
			key=${value}
			class="mono"
			aria-label=${name}
			defaultValue=${value}
			onChange=${change(({ value: text }) => text)}
		/>`,
	json: ({ name, value, change }) =>
		html`<input
			key=${JSON.stringify(value)}
			class="mono"
			aria-label=${name}
			defaultValue=${JSON.stringify(value)}
			onChange=${change(({ value: text }) => readJson(text))}
		/>`,
};

function Knob({ name, knob: { kind, value, choices }, turn }) {
	const change = (read) => (event) => turn(read(event.target));
	return (CONTROLS[kind] ?? CONTROLS.json)({ name, value, choices, change });
}
