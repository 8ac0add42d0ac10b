import { ask, useLive, useOrder } from './api.js';
import { Dialog, html, options, readJson, Tag } from './pieces.js';

const GROUPS = {
	punchh: "Punchh's API",
	punchhWebhooks: "Punchh's webhooks",
	braze: "Braze's API",
	brazeWebhooks: "Braze's webhooks",
};

/** What no page of the vendors says, or what differs from one account to another. */
export function Knobs() {
	const { data = {} } = useLive('/knobs', ['knobs']);
	const { run, problem } = useOrder();
	const turn = async (group, name, value) =>
		await run(async () => await ask('PATCH', '/knobs', { [group]: { [name]: value } }));
	return html`<${Dialog} title="Knobs">
		<div class="stack">
			<p class="soft">
				What the vendors' pages leave open, contradict each other in, or what differs between
				accounts. Reset turns all of them back.
			</p>
			${problem && html`<p class="problem" role="alert">${problem}</p>`}
			${Object.entries(data).map(
				([group, knobs]) =>
					html`<section>
						<h2>${GROUPS[group] ?? group}</h2>
						<table class="stacked">
							<tbody>
								${Object.entries(knobs).map(
									([name, knob]) =>
										html`<tr key=${name}>
											<td class="mono knob">${name}</td>
											<td>${knob.about}</td>
											<td class="knob">
												<${Knob}
													name=${name}
													knob=${knob}
													turn=${(value) => turn(group, name, value)}
												/>
												<${Turned} ...${knob} turn=${(value) => turn(group, name, value)} />
											</td>
										</tr>`,
								)}
							</tbody>
						</table>
					</section>`,
			)}
		</div>
	<//>`;
}

/** Says that a knob is not as it was at the start, and turns it back. */
function Turned({ value, initial, turn }) {
	const [now, first] = [value, initial].map((one) => JSON.stringify(one));
	if (now === first) return '';
	return html`<div class="row">
		<${Tag} tone="wait">turned<//>
		<button class="plain" title=${`Back to ${first}`} onClick=${() => turn(initial)}>Undo</button>
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
