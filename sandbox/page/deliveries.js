import { duration, html, Open, Pages, Status, Tag } from './pieces.js';

const STATE_TONES = {
	ACTIVE: 'good',
	DELIVERED: 'good',
	FAILED: 'bad',
	DEACTIVATED: 'bad',
	SUSPENDED: 'bad',
	SENDING: 'wait',
	PENDING: 'wait',
};

/** The state of a webhook or of a delivery. */
export function State({ state }) {
	return html`<${Tag} tone=${STATE_TONES[state] ?? ''}>${state}<//>`;
}

/** What a try got: its status, or why there is none. */
export function Outcome({ attempt }) {
	return attempt.status === undefined
		? html`<${Tag} tone="bad" title=${attempt.error}>no answer<//>`
		: html`<${Status} status=${attempt.status} />`;
}

/** An event's name as a person reads it. */
export const eventName = ({ eventName, eventType }) =>
	[eventName.trim(), eventType].filter(Boolean).join(' · ');

/** After how long the sender tries again, by its own clock. */
export function Again({ attempt }) {
	if (attempt?.nextDelaySeconds === undefined) return '';
	return html`<div class="soft">again after ${duration(attempt.nextDelaySeconds)}</div>`;
}

export function Deliveries() {
	return html`<${Pages}
		path="/deliveries"
		subjects=${['webhooks']}
		search="Find by content_id or name of the event"
		columns=${['Event', 'Webhook', 'Tries', 'State']}
		empty="No event yet. Register a webhook and send one, or call one of Punchh's APIs."
		row=${(delivery) =>
			html`<tr key=${delivery.id}>
				<td>
					<${Open} what="event" id=${delivery.contentId}>${eventName(delivery)}<//>
					<div class="soft mono">${delivery.contentId.slice(0, 8)}</div>
				</td>
				<td>${delivery.webhook}</td>
				<td>
					<div class="tags">
						${delivery.attempts.map((attempt) => html`<${Outcome} attempt=${attempt} />`)}
					</div>
				</td>
				<td>
					<${State} state=${delivery.state} />
					${delivery.state === 'PENDING' && html`<${Again} attempt=${delivery.attempts.at(-1)} />`}
				</td>
			</tr>`}
	/>`;
}
