import { useOrder } from './api.js';
import { Dialog, html } from './pieces.js';

/**
 * A form above the page, which closes once what it says is saved.
 *
 * @param save takes the form; throws with a sentence when it is refused
 * @param children its fields
 */
export function FormDialog({ title, button, close, save, children }) {
	const { run, busy, problem } = useOrder();
	const submit = async (event) => {
		event.preventDefault();
		const form = event.target;
		if (await run(async () => await save(form))) close();
	};
	return html`<${Dialog} title=${title} narrow>
		<form class="stack" onSubmit=${submit}>
			${children} ${problem && html`<p class="problem" role="alert">${problem}</p>`}
			<div class="row end"><button class="main" disabled=${busy}>${button}</button></div>
		</form>
	<//>`;
}
