import { useEffect, useState } from 'preact/hooks';

import { useLive } from './api.js';
import { html, Open, View } from './pieces.js';

/** What to do first: there until it is hidden, and folded for who comes when something has happened. */
export function FirstSteps({ summary }) {
	const isFresh = summary !== undefined && hasNothingHappened(summary);
	const [shown, setShown] = useState(false);
	useEffect(() => {
		if (isFresh) setShown(true);
	}, [isFresh]);
	if (summary === undefined) return '';
	return shown
		? html`<${Steps} links=${summary.links} hide=${() => setShown(false)} />`
		: html`<section class="wide" aria-label="First steps">
				<button class="plain" onClick=${() => setShown(true)}>Show the first steps</button>
			</section>`;
}

function hasNothingHappened({ punchh, braze }) {
	return punchh.deliveries + punchh.requests + braze.requests === 0;
}

function Steps({ links, hide }) {
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
		<div class="row end"><button class="plain" onClick=${hide}>Hide the first steps</button></div>
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
		? html`The guest's profile is under Braze > Profiles, and what n8n did under${' '}
				<a href=${links[0].url} target="_blank" rel="noreferrer">${links[0].label}</a>.`
		: html`The guest's profile is under Braze > Profiles; in n8n, what ran is under Executions.`;
}
