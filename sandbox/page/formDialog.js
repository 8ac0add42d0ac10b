import { useOrder } from './api.js';
import { tell } from './told.js';
import { Dialog, html } from './pieces.js';

/**
 * A form above the page, which closes once what it says is saved.
 *
 * @param save takes the form and returns what came of it; throws with a sentence when it is refused
 * @param done what to say of what came of it: what has happened, and where to look
 * @param children its fields
 */
export function FormDialog({ title, button, close, save, done, children }) {
	const { run, busy, problem } = useOrder();
	const submit = async (event) => {
		event.preventDefault();
		const form = event.target;
		const saved = await run(async () => await save(form));
		if (saved === undefined) return;
		close();
		tell(done(saved));
	};
	return html`<${Dialog} title=${title} narrow>
		<form class="stack" onSubmit=${submit}>
			${children} ${problem && html`<p class="problem" role="alert">${problem}</p>`}
			<div class="row end"><button class="main" disabled=${busy}>${button}</button></div>
		</form>
	<//>`;
}
