import { useLive } from './api.js';
import { html, Open, View } from './pieces.js';

/** What to do first; gone as soon as something has happened. */
export function FirstSteps({ summary }) {
	if (summary === undefined) return '';
	const { punchh, braze, links } = summary;
	if (punchh.deliveries + punchh.requests + braze.requests > 0) return '';
	return html`<section class="card wide" aria-label="First steps">
		<ol class="steps">
			<li><${Registered} /></li>
			<li>
				<strong>Have Punchh send an event</strong> by a button below, e.g. Loyalty Check-In. Or sign
				a guest up under Guests.
			</li>
			<li>
				<strong>Open the event under Deliveries.</strong> You see what your integration answered,
				what it sent to Braze, and what Braze made of it.
			</li>
			<li><strong>Look at the other end.</strong> <${OtherEnd} links=${links} /></li>
		</ol>
		<p class="soft">
			The keys for both APIs and the secrets of the webhooks were printed where the sandbox was
			started. Nothing leaves this machine.
		</p>
	</section>`;
}

/** The webhook that Punchh sends to: there already when somebody has started n8n with the sandbox. */
function Registered() {
	const { data } = useLive('/webhooks?limit=100', ['webhooks']);
	const states = (data?.items ?? []).map(({ state }) => state);
	if (states.includes('ACTIVE')) {
		return html`<strong>A webhook is registered</strong>: your integration gets Punchh's events
			already. See <${View} punchh="webhooks">the webhooks<//>.`;
	}
	if (states.length > 0) {
		return html`<strong>A webhook is registered, and not active.</strong>${' '}
			<${View} punchh="webhooks">The webhooks<//> say why.`;
	}
	return html`<strong>Register a webhook.</strong> Say where Punchh sends its events: a URL of your
		integration, on this machine.${' '}<${Open} what="newWebhook" id="">Register one<//>`;
}

function OtherEnd({ links }) {
	return links.length > 0
		? html`The guest's profile stands under Braze > Profiles, and what n8n did under${' '}
				<a href=${links[0].url} target="_blank" rel="noreferrer">${links[0].label}</a>.`
		: html`The guest's profile stands under Braze > Profiles; in n8n, what ran stands under
			Executions.`;
}
