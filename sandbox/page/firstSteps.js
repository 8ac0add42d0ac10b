import { html, Open } from './pieces.js';

/** What to do first; gone as soon as something has happened. */
export function FirstSteps({ summary }) {
	if (summary === undefined) return '';
	const { punchh, braze } = summary;
	if (punchh.webhooks + punchh.deliveries + punchh.requests + braze.requests > 0) return '';
	return html`<section class="card wide" aria-label="First steps">
		<ol class="steps">
			<li>
				<strong>Register a webhook.</strong> Say where Punchh sends its events: a URL of your
				integration, on this machine.${' '}<${Open} what="newWebhook" id="">Register one<//>
			</li>
			<li><strong>Have Punchh send an event</strong> by a button below, or call its API.</li>
			<li>
				<strong>Open the event under Deliveries.</strong> You see what your integration answered,
				and what came of it in Braze.
			</li>
		</ol>
		<p class="soft">
			The keys for both APIs and the secrets of the webhooks were printed where the sandbox was
			started. Nothing leaves this machine.
		</p>
	</section>`;
}
